"""How edit screens are built: tabs for long types, one list for short ones; every screen takes remarks."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail.admin.panels import CommentPanel, FieldPanel, ObjectList, Panel, TabbedInterface

# A number was taken or an entry is made as soon as the form is saved, so these cannot wait for publication.
subject = FieldPanel("subject", required_on_save=True)


def screen(*tabs: ObjectList, form: type) -> TabbedInterface:
    """Tabs in the order of work. Remarks (comments) are anchored to fields on every tab."""
    first, *rest = tabs
    with_remarks = ObjectList([*first.children, CommentPanel()], heading=first.heading)
    return TabbedInterface([with_remarks, *rest], base_form_class=form)


def tab(heading, *panels: Panel | str) -> ObjectList:
    return ObjectList(list(panels), heading=heading)


def fields(*names: str) -> Sequence[FieldPanel]:
    return [FieldPanel(name) for name in names]
