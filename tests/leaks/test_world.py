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
