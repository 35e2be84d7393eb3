"""Requests that cannot be read: the page says what to do, and the log keeps to one line."""

from __future__ import annotations

import logging
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dumas_docs.access.logs import BadRequestFilter


@pytest.fixture
def visitor(db, tests_own_scope) -> Client:
    return Client(raise_request_exception=False)


def test_too_many_files_are_refused_with_what_to_do(visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(4)]
    answer = visitor.post("/masuk/", {"scans": files})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "terlalu banyak berkas" in text and "paling banyak 30 berkas" in text


def test_a_broken_form_is_told_plainly(visitor):
    answer = visitor.generic("POST", "/masuk/", b"--x\r\nbroken", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert "terlalu banyak berkas" not in answer.content.decode()


def test_the_form_takes_more_than_a_hundred_files_before_it_refuses_them_by_name(settings):
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > 100


@pytest.mark.parametrize(("status", "kept"), [(400, False), (500, True)])
def test_only_faults_of_the_server_bring_a_traceback(status, kept):
    try:
        raise ValueError
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Bad request", (), sys.exc_info())
    record.status_code = status
    assert BadRequestFilter().filter(record)
    assert bool(record.exc_info) is kept
