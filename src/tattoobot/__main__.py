"""python -m tattoobot"""

from tattoobot.commands.cli import main

main()
