"""The sample store, made once, and a bureau's own store with nothing in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from supplies.founding import NewBureau, found_bureau
from supplies.models.accounts import Level
from supplies.program import Program
from supplies.sample import make_sample
from supplies.values import Login, SiteId
from tests.ui.conftest import garbage_on_the_ui_thread

__all__ = ["garbage_on_the_ui_thread"]

BUREAU = NewBureau(
    SiteId("210300A"), "鞍山市应急管理局", Level.CITY, Login("zhang"), "张保管", "市级应急物资储备库", 12
)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what this computer remembers of the stores out of the home folder, for as long as a file's windows live."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPPLIES_DATA", str(folder))
        yield folder


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample store; tests copy it."""
    folder = tmp_path_factory.mktemp("sample_file")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPPLIES_DATA", str(folder))
        make_sample(str(folder / "sample.db")).close()
    return folder / "sample.db"


@pytest.fixture(scope="module")
def sample_copy(sample_file: Path, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample store for the tests of one file, on a computer that knows no other."""
    assert data_folder.is_dir()
    path = tmp_path_factory.mktemp("sample") / "stock.db"
    shutil.copyfile(sample_file, path)
    return path


@pytest.fixture
def founded(tmp_path: Path, data_folder: Path) -> Iterator[Path]:
    """Return a store in which nothing has happened yet but its founding."""
    path = tmp_path / "founded.db"
    found_bureau(str(path), BUREAU).close()
    yield path


def opened(path: Path) -> Program:
    """Return a store, open."""
    return Program.open(str(path))
