"""Commands that prove, repair and explain access."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.proof import grant_faults
from dumas_docs.access.scope import local_today
from dumas_docs.models import AclScope, BasePage, GrantCause, PageUserGrant


def check(*options):
    """Exit code and both outputs."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_access", *options, stdout=out, stderr=err)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def archive(office):
    folder = office.folder()
    case = office.case(folder)
    office.letter(case)
    office.give(folder, "reader", office.person("pembaca"))
    office.give(case, "handler", office.person("analis"), cause="PENUGASAN")
    return folder, case


def test_a_whole_archive_passes(archive):
    assert check()[0] == 0


FAULTS = {
    "pointer": lambda folder, case, reader: BasePage.objects.filter(pk=case.pk).update(acl_folder_id=None),
    "missing closure": lambda folder, case, reader: AclScope.objects.filter(scope=folder).delete(),
    "extra closure": lambda folder, case, reader: AclScope.objects.create(scope=case, ancestor=folder, is_folder=False),
    "wrong kind": lambda folder, case, reader: AclScope.objects.filter(scope=case).update(is_folder=True),
    "block not carried out": lambda folder, case, reader: BasePage.objects.filter(pk=folder.pk).update(inherits=False),
    "role without cause": lambda folder, case, reader: GrantCause.objects.filter(user=reader).delete(),
    "cause without role": lambda folder, case, reader: PageUserGrant.objects.filter(user=reader).delete(),
    "role too long": lambda folder, case, reader: GrantCause.objects.filter(user=reader).update(
        ends_on=local_today() + timedelta(days=3)
    ),
    "role too short": lambda folder, case, reader: PageUserGrant.objects.filter(user=reader).update(
        ends_on=local_today() + timedelta(days=3)
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_and_repaired(archive, office, fault):
    FAULTS[fault](*archive, office.person("pembaca"))
    code, _out, err = check()
    assert code == 1
    assert err.startswith("page ")
    assert check("--fix")[0] == 1
    assert audit_pointers() == []
    assert grant_faults(on=local_today()) == []
    assert check()[0] == 0


def test_access_of_one_person_is_explained(archive, office):
    _folder, case = archive
    out = StringIO()
    call_command("explain_access", "analis", case.title, stdout=out)
    lines = out.getvalue().splitlines()
    assert any(line.startswith("+ change") for line in lines)
    assert any(line.startswith("- share") for line in lines)
    call_command("explain_access", "pembaca", str(case.pk), stdout=out)
    for wrong in (("siapa", case.title), ("analis", "DM-1999-000001"), ("analis", "9" * 40)):
        with pytest.raises(CommandError):
            call_command("explain_access", *wrong)
