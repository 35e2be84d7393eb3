"""Words for the values of facets."""

from search.facets import STATES
from search.sources import SOURCES


def test_every_state_of_every_kind_has_words():
    states = {
        value
        for model in SOURCES
        if hasattr(model, "state")
        for value, _label in model._meta.get_field("state").flatchoices
    }
    assert {"ANALISIS", "DIAJUKAN", "DITELAAH"} <= states <= STATES.keys()
    assert not [value for value in states if str(STATES[value]) == value]
