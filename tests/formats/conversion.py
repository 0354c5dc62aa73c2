"""Files turned into others by a real LibreOffice, to see what an office sees."""

import subprocess
from pathlib import Path

from draftreview.formats.reading import office


def converted(folder: Path, data: bytes, suffix: str, target: str, *options: str) -> bytes:
    """Convert a file; ``target`` is the suffix of the kind wished for."""
    (folder / f"in.{suffix}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office.find()), profile, "--headless", *options, "--convert-to", target]
    command += ["--outdir", str(folder / "out"), str(folder / f"in.{suffix}")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"in.{target}").read_bytes()
