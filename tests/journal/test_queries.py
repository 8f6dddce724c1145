"""What the journal says of itself."""

import pytest

from supplies.accounts.actions import AddOrganisation
from supplies.database import Database
from supplies.journal import queries
from supplies.models.accounts import OrganisationKind, Role
from supplies.values import Login, SiteId, new_id
from tests.rooms import ADMIN, NOW, SITE, Desk, act

LI = Login("li")


@pytest.fixture
def long(desk: Desk) -> Desk:
    """Return a store with a few hundred entries of two people."""
    desk.hire(LI, Role.KEEPER)
    for actor, letter in ((ADMIN, "A"), (LI, "B"), (ADMIN, "C")):
        kind = OrganisationKind.SUPPLIER
        actions = [act(AddOrganisation, code=f"{letter}{n}", name=f"{letter}{n}", kind=kind) for n in range(70)]
        desk.post(*actions, actor=actor)
    return desk


def test_an_empty_store_has_nothing(database: Database) -> None:
    assert database.read(queries.store) is None
    assert database.read(queries.own_head) is None
    assert database.read(queries.heads) == []


def test_a_store_says_whose_it_is(desk: Desk) -> None:
    store = desk.program.store
    assert (store.site_id, store.is_sample, store.created_at) == (SITE, False, NOW)


def test_the_head_is_the_newest_entry(desk: Desk) -> None:
    desk.lot()
    head = desk.read(queries.own_head)
    entry = desk.read(queries.entry, SITE, head.seq)
    assert (head.site_id, head.epoch, head.hash) == (entry.site_id, entry.epoch, entry.hash)
    assert desk.read(queries.heads) == [head]
    assert head.short_hash() == entry.hash.hex()[:8]
    assert desk.read(queries.entry, SITE, head.seq + 1) is None


def test_an_entry_is_found_by_its_action(desk: Desk) -> None:
    action = act(AddOrganisation, code="G1", name="G1", kind=OrganisationKind.SUPPLIER)
    (posted,) = desk.post(action)
    assert desk.read(queries.entry_of_action, action.action_id) == posted.entry
    assert desk.read(queries.entry_of_action, new_id()) is None


def test_walking_passes_every_entry_once_in_order(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE_ROWS_MAX", 50)

    def seqs(after: int) -> list[int]:
        found: list[int] = long.read(lambda c: [entry.seq for entry in queries.walk(c, SITE, after)])
        return found

    last = long.program.head.seq
    assert last > 4 * queries.PAGE_ROWS_MAX
    assert seqs(0) == list(range(1, last + 1))
    assert seqs(last - 2) == [last - 1, last]
    assert seqs(last) == []
    assert long.read(lambda c: list(queries.walk(c, SiteId("elsewhere")))) == []


def test_newest_first_page_by_page_shows_every_entry_once(long: Desk) -> None:
    found: list[int] = []
    before = None
    while page := long.read(queries.newest_entries, SITE, before=before, limit=17):
        assert len(page) <= 17
        found += [entry.seq for entry in page]
        before = page[-1].seq
    assert found == list(range(long.program.head.seq, 0, -1))


def test_entries_of_one_person_or_one_kind_are_found_alone(long: Desk) -> None:
    def kinds(**wanted: object) -> list[tuple[str, str]]:
        page = long.read(queries.newest_entries, SITE, limit=1000, **wanted)
        return [(entry.actor, entry.action_type) for entry in page]

    assert kinds(actor=LI) == [(LI, "accounts.add_organisation")] * 70
    assert kinds(actor=Login("nobody")) == []
    assert set(kinds(action_type="stock.")) == {(ADMIN, "stock.add_place"), (ADMIN, "stock.add_depot")}
    assert kinds(action_type="stock.add_place") == [(ADMIN, "stock.add_place")] * 3
    assert kinds(action_type="stock.add") == kinds(action_type="%.") == kinds(action_type="s_ock.") == []
    assert kinds(actor=LI, action_type="stock.") == []


def test_what_was_posted_since_is_told_by_kind(long: Desk) -> None:
    last = long.program.head.seq
    assert long.read(queries.action_types_after, SITE, last) == set()
    assert long.read(queries.action_types_after, SITE, last - 3) == {"accounts.add_organisation"}
    assert "journal.found_store" in long.read(queries.action_types_after, SITE, 0)
