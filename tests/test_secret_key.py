"""The key that signs cookies is made once for a data folder, whoever starts first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from draftreview.app import kept_secret


def test_workers_that_start_together_read_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as workers:
        keys = set(workers.map(kept_secret, [tmp_path / "var"] * 8))
    assert len(keys) == 1
    assert len(keys.pop()) == 64


def test_nobody_else_may_read_the_key(tmp_path: Path) -> None:
    kept_secret(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
