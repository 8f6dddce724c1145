from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from supplies.printing.pages import PdfPages
from supplies.scanning.label_code import item_code
from supplies.stock.forms import FORMS_MAX, IssueBlankForms, forms
from supplies.ui.disaster.forms_page import FormsPage
from tests.rooms import DEPOT, QUILT, TENT, Desk, act, ago
from tests.ui import walks
from tests.ui.desktop import SMALL_SCREEN, fill, on_sqlite
from tests.ui.disaster.night import Open
from tests.ui.scanning.scan_window import ScanWindow


@pytest.fixture
def window(desk: Desk, open_window: Open) -> ScanWindow:
    """Return a window over a depot that has tents and quilts."""
    desk.lot(TENT, 50, day=ago(5))
    desk.lot(QUILT, 20, day=ago(5))
    return open_window()


def opened(window: ScanWindow) -> FormsPage:
    """Return the page of blank forms."""
    page = window.window.open_page("forms")
    assert isinstance(page, FormsPage)
    window.settle()
    return page


def codes(pdf: bytes, page: int = 0) -> set[str]:
    """Return what a scanner reads on a page."""
    with PdfPages(pdf) as pages:
        drawn = pages.image(page, 203)
    image = Image.frombytes("RGB", (drawn.width, drawn.height), bytes(drawn.rgb))
    return {found.text for found in zxingcpp.read_barcodes(image)}


def test_forms_are_given_out_previewed_saved_and_read_by_a_scanner(
    desk: Desk, window: ScanWindow, tmp_path: Path
) -> None:
    page = opened(window)
    assert not page.print_button.isEnabled()
    window.click("forms_new")
    assert page.issue_panel.items.text() == f"{TENT} {QUILT}"
    fill(page.issue_panel.form, count="3")
    window.click("issue_forms_form_submit")
    window.settle()
    made = desk.read(forms)
    assert [form.number[-6:] for form in made] == ["000001", "000002", "000003"]
    assert page.preview.page_count == 3
    assert page.print_button.isEnabled()
    file = tmp_path / "forms.pdf"
    page.save(file)
    for at, form in enumerate(made):
        assert codes(file.read_bytes(), at) == {form.number, item_code(TENT), item_code(QUILT)}


@on_sqlite
def test_a_spoilt_form_is_marked_void_with_its_reason(desk: Desk, window: ScanWindow) -> None:
    desk.post(act(IssueBlankForms, depot=DEPOT, count=2))
    page = opened(window)
    page.table.selectRow(0)
    window.click("forms_row_actions_void")
    fill(page.void_panel.form, reason="雨水浸坏")
    window.click("void_form_form_submit")
    first, second = desk.read(forms)
    assert (first.is_void, first.void_reason, second.is_void) == (True, "雨水浸坏", False)
    page.filters.set_values({"outstanding": "yes"})
    window.settle()
    assert page.table.row_total == 1


@on_sqlite
@pytest.mark.parametrize(
    "wrong",
    [{"count": "0"}, {"count": str(FORMS_MAX + 1)}, {"items": "NOTHING"}, {"items": f"{TENT} {TENT}"}],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_given_out(
    desk: Desk, window: ScanWindow, wrong: dict[str, str]
) -> None:
    page = opened(window)
    window.click("forms_new")
    fill(page.issue_panel.form, **wrong)
    window.click("issue_forms_form_submit")
    (name,) = wrong
    assert page.issue_panel.form.field(name).shown_problem
    assert desk.read(forms) == []


@on_sqlite
def test_the_page_and_its_panels_fit_a_small_screen(desk: Desk, window: ScanWindow) -> None:
    desk.post(act(IssueBlankForms, depot=DEPOT, count=2))
    page = opened(window)
    window.window.setFixedSize(*SMALL_SCREEN)
    window.settle()
    for complaints in (walks.cut_off, walks.nameless, walks.keyless, walks.clashing):
        assert complaints(page) == []
    window.click("forms_new")
    for complaints in (walks.cut_off, walks.nameless, walks.keyless, walks.clashing):
        assert complaints(page) == []
