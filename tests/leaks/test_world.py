def test_world_stands(world, db):
    from dumas_docs.access.pointers import audit_pointers
    from dumas_docs.access.selectors import verbs_on
    from tests.leaks.people import CONFIDENTIAL

    assert list(audit_pointers()) == []
    for person in world.people.values():
        for name in CONFIDENTIAL:
            page = world.pages[name]
            page.refresh_from_db()
            known = person.knows.get(name, frozenset()) - {"pass"}
            assert verbs_on(person.user, page) == known, (person.name, name)


def test_names_were_typed_into_the_documents_of_the_case(world, db):
    from dumas_docs.models import BasePage

    for name in ("letter", "outgoing", "order", "report", "review"):
        page = BasePage.objects.get(pk=world.pages[name].pk).specific
        older = list(page.revisions.exclude(pk=page.latest_revision_id))
        named = {"complainant full_name", "reported name"}
        assert any(named <= _kinds(world, revision.content) for revision in older), name
        for stored in (page.serializable_data(), page.latest_revision.content):
            assert not named & _kinds(world, stored), name


def _kinds(world, content) -> set[str]:
    return {canary.kind for canary in world.ledger.found_in(repr(content)) if canary.page == "case"}
