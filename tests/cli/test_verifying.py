"""`draftreview verify` computes a fingerprint from a file alone."""

from pathlib import Path

import pytest

from draftreview.cli import main
from draftreview.domain.fingerprint import canonical, fingerprint
from tests.domain.test_fingerprint import REPLY


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The canonical form of a sent reply, as it is taken away."""
    path = tmp_path / "stttt-1.json"
    path.write_bytes(canonical(REPLY))
    return path


def test_the_fingerprint_is_computed_again(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", str(file)])
    main(["verify", str(file), "--fingerprint", fingerprint(REPLY).upper()])
    assert capsys.readouterr().out.split() == [fingerprint(REPLY)] * 2


def test_another_fingerprint_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify", str(file), "--fingerprint", "0" * 64])
    assert "không khớp" in capsys.readouterr().err
