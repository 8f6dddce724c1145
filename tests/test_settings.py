"""Where the program keeps what is its own on this computer."""

from pathlib import Path

import pytest

from supplies.settings import APPLICATION, data_folder, default_store


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing said in the environment."""
    for name in ("SUPPLIES_DATA", "SUPPLIES_STORE"):
        monkeypatch.delenv(name, raising=False)


def test_the_data_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / APPLICATION


@pytest.mark.parametrize("empty", [True, False])
def test_the_environment_may_name_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool) -> None:
    usual = data_folder()
    monkeypatch.setenv("SUPPLIES_DATA", "" if empty else str(tmp_path))
    assert data_folder() == (usual if empty else tmp_path)


def test_asking_where_makes_nothing() -> None:
    data_folder()
    default_store()
    assert not data_folder().exists()


def test_without_a_wish_the_store_lies_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPLIES_DATA", str(tmp_path))
    assert default_store() == str(tmp_path / "supplies.db")


@pytest.mark.parametrize("url", ["/srv/stock.db", "postgresql://server/supplies"])
def test_the_environment_may_name_the_store(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SUPPLIES_STORE", url)
    assert default_store() == url
    monkeypatch.setenv("SUPPLIES_STORE", "")
    assert default_store().endswith("supplies.db")
