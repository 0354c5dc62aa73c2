"""Typeset ``main.typ`` of a folder into its ``out.pdf``: the process that typesetting.py starts."""

import sys
from pathlib import Path

import typst

FONTS = Path(__file__).with_name("fonts")


def main(folder: Path, tagged: bool) -> None:
    """Compile; typst's own fonts stand in for signs that ours do not have, the system's never."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
    compiler = typst.Compiler(folder / "main.typ", root=folder, font_paths=fonts)
    compiler.compile(output=folder / "out.pdf", format="pdf", pdf_tags=tagged)


if __name__ == "__main__":
    main(Path(sys.argv[1]), tagged="--tagged" in sys.argv)
