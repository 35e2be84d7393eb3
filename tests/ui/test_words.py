"""Every text a person may read in Indonesian, Django's and Wagtail's own with it."""

import re

from django.utils.translation import gettext, override, trans_real

DOUBLED = re.compile(r"\S  +\S")


def test_no_text_has_a_doubled_space():
    with override("id"):
        gettext("a")
        known = {key for part in trans_real._active.value._catalog._catalogs for key in part if isinstance(key, str)}
        shown = {key: gettext(key) for key in known if key}
    assert len(shown) > 3000 and shown["This field is required."] == "Kolom ini harus diisi."
    assert not {key: words for key, words in shown.items() if DOUBLED.search(words) and not DOUBLED.search(key)}
