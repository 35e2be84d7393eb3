"""Blocks of a letter's body: what the office's typing rules know, and nothing that could point to a hidden page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

PLAIN_TEXT_FEATURES = ["bold", "italic", "ol", "ul"]


class LetterBodyBlock(blocks.StreamBlock):
    """Paragraphs, numbered items and plain tables."""

    paragraph = blocks.RichTextBlock(features=PLAIN_TEXT_FEATURES, label=_("Paragraph"), icon="pilcrow")
    numbered = blocks.ListBlock(blocks.TextBlock(label=_("Item"), rows=2), label=_("Numbered items"), icon="list-ol")
    table = TypedTableBlock(
        [("text", blocks.CharBlock(required=False, label=_("Text")))], label=_("Table"), icon="table"
    )


class SectionBlock(blocks.StructBlock):
    """One section of a report or of a standard in the older layout."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(features=PLAIN_TEXT_FEATURES, label=_("Text"))

    class Meta:
        label = _("Section")
        icon = "title"


class ProcessStageBlock(blocks.StructBlock):
    """One stage of a business process, in the order of the chart (macro SOP, part F)."""

    name = blocks.CharBlock(label=_("Stage"), max_length=200)
    carried_out_by = blocks.CharBlock(label=_("Carried out by"), max_length=200, required=False)
    result = blocks.CharBlock(label=_("Result"), max_length=200, required=False)

    class Meta:
        label = _("Stage")
        icon = "arrow-right"
