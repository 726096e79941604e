"""python -m tattoobot"""

from tattoobot.cli import main

main()
