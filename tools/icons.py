"""Draws the icons of the front desk: a bell on a counter. `python -m tools.icons` writes them again."""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent.parent / "src/tattoobot/web/static"
PAPER, INK, ACCENT = "#f3eee4", "#1b1815", "#3b348b"
FINER = 4
"""Drawn so much larger, for smooth edges."""

SIZES = {"icon-192.png": 192, "icon-512.png": 512, "icon-180.png": 180}


def icon(side: int) -> Image.Image:
    """The bell fills the middle 60 %: whatever shape a phone cuts out of the paper, all of it is there."""
    whole = side * FINER
    paper = Image.new("RGB", (whole, whole), PAPER)
    pen = ImageDraw.Draw(paper)

    def at(*numbers: float) -> tuple[float, ...]:
        return tuple(number / 100 * whole for number in numbers)

    pen.pieslice(at(24, 34, 76, 86), 180, 360, fill=ACCENT)
    pen.rounded_rectangle(at(20, 63, 80, 70), at(3.5)[0], fill=INK)
    pen.ellipse(at(45.5, 24.5, 54.5, 33.5), fill=INK)
    pen.rectangle(at(48.5, 30, 51.5, 36), fill=INK)
    pen.arc(at(31, 41, 69, 79), 195, 255, fill=PAPER, width=round(at(2.4)[0]))
    return paper.resize((side, side), Image.Resampling.LANCZOS)


def main() -> None:
    for name, side in SIZES.items():
        icon(side).quantize(64).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
