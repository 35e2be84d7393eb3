"""The child process: reads one file from standard input under hard limits and answers on standard output.

Run as a module with its orders as JSON. It first imports its reader, then gives up every resource it does not need,
says READY, and only then touches the file.
"""

import importlib
import json
import os
import resource
import sys
import time
from typing import Any

from dumas_docs.imports.charsets import clean_text
from dumas_docs.imports.readers.reading import Encrypted, Enough, Reading, TooManyPixels

READERS = frozenset({"word", "letter", "pdf", "sheet", "odf", "plain", "message", "image"})


def main(orders: dict[str, Any]) -> None:
    if orders["reader"] not in READERS:
        raise SystemExit(2)
    module = importlib.import_module(f"dumas_docs.imports.readers.{orders['reader']}")
    _bind(orders)
    reading = Reading(
        max_characters=orders["max_characters"],
        max_pages=orders["max_pages"],
        max_pixels=orders["max_pixels"],
        deadline=time.monotonic() + orders["soft_seconds"],
    )
    answer = os.fdopen(os.dup(1), "wb")
    # Libraries that print must not write into the answer, nor leave lines of the file in any log.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    answer.write(b"READY\n")
    answer.flush()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    status = _read(module, reading)
    width, height = reading.size or (None, None)
    text = clean_text("\f".join(page.replace("\f", "\n") for page in reading.pages))[: reading.max_characters]
    if status == "BERHASIL" and not text.strip():
        status = "TANPA_TEKS"
    found = {"status": status, "text": text, "pages": reading.page_count, "width": width, "height": height}
    answer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    answer.flush()
    os._exit(0)


def _bind(orders: dict[str, Any]) -> None:
    bounds = (
        (resource.RLIMIT_AS, orders["address_space"]),
        (resource.RLIMIT_CPU, orders["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, orders["output_bytes"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    )
    for kind, bound in bounds:
        resource.setrlimit(kind, (bound, bound))


def _read(module: Any, reading: Reading) -> str:
    try:
        module.read(stream=sys.stdin.buffer, reading=reading)
    except Encrypted:
        return "TERENKRIPSI"
    except TooManyPixels:
        return "TERLALU_BANYAK_PIKSEL"
    except (Enough, MemoryError):
        return "MELAMPAUI_BATAS"
    # A stranger's file may make a parser raise anything at all; each of these means the file cannot be read.
    except Exception:  # noqa: BLE001
        return "RUSAK"
    return "BERHASIL"


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
