"""The frame of the site: nothing inline, and pages that need no context."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import get_template, render_to_string

TEMPLATES = Path(__file__).parents[2] / "templates"
OWN = sorted(
    [*TEMPLATES.glob("*.html"), *TEMPLATES.glob("registration/*.html"), *TEMPLATES.glob("dumas_docs/**/*.html")]
)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_template_needs_an_inline_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)|javascript:", source)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_pages_render_without_context_or_database(name):
    html = get_template(name).render()
    assert "<h1>" in html
    assert "dumas_docs/css/tokens" in html


class Form(forms.Form):
    subject = forms.CharField(label="Hal", help_text="Satu kalimat.")
    issues = forms.MultipleChoiceField(label="Masalah", choices=[("1", "Satu")], widget=forms.CheckboxSelectMultiple)
    signed = forms.BooleanField(label="Ditandatangani")
    note = forms.CharField(required=False)


def test_the_summary_of_errors_links_to_every_field_that_is_wrong():
    form = Form({})
    fields = "".join(render_to_string("dumas_docs/components/field.html", {"field": field}) for field in form)
    summary = render_to_string("dumas_docs/components/error_summary.html", {"form": form})
    targets = re.findall(r'href="#([^"]+)"', summary.partition("<ul>")[2])
    assert targets == ["id_subject", "id_issues", "id_signed"]
    for target in targets:
        assert f'id="{target}"' in fields


def test_help_and_errors_are_tied_to_their_field():
    html = render_to_string("dumas_docs/components/field.html", {"field": Form({})["subject"]})
    described = re.search(r'aria-describedby="([^"]+)"', html)[1].split()
    assert described == ["id_subject_helptext", "id_subject_error"]
    for name in described:
        assert f'id="{name}"' in html


def test_an_optional_field_carries_no_star():
    form = Form()
    star = "required-mark"
    assert star in render_to_string("dumas_docs/components/field.html", {"field": form["subject"]})
    assert star not in render_to_string("dumas_docs/components/field.html", {"field": form["note"]})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/masuk/", "/cari/", "/tidak/ada/"])
def test_an_english_browser_is_answered_in_indonesian(client, address):
    text = client.get(address, headers={"accept-language": "en-US,en;q=0.9"}).content.decode()
    assert '<html lang="id">' in text and "Langsung ke isi utama" in text
