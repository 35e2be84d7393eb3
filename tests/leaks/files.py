"""Files and images of confidential pages: name, content, text, note, and smaller copies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dumas_docs.models import Attachment, Scan
from dumas_docs.models.attachments import TextStatus

if TYPE_CHECKING:
    from tests.leaks.world import World

# Stands in the text of every file, so that a search for it shows what surrounds it.
WORD_IN_FILES = "kesaksian"
WITH_FILES = ("case", "case_secret", "case_top", "blocked", "letter", "standard", "window", "open_case")


def build_files(world: World) -> None:
    """One file and one image for each page of WITH_FILES; the image carries its canary as text inside the PNG."""
    for name in WITH_FILES:
        page = world.pages[name]
        content = f"isi berkas {world.plant('file content', name)}".encode()
        file_name = f"{world.plant('file name', name)}.txt"
        attachment = Attachment(
            page=page, title=file_name, mime="text/plain", sha256=world.plant("fingerprint", name),
            received_at=world.now, note=world.plant("file note", name),
            text=f"{WORD_IN_FILES} {world.plant('text of a file', name)}",
            text_status=TextStatus.BERHASIL, file=ContentFile(content, name=file_name), file_size=len(content),
        )  # fmt: skip
        attachment.save()
        world.row("attachment", attachment.pk, name, "read")
        if name in ("case", "case_secret"):
            _file_that_names_persons(world, name)
        picture = _picture(world.plant("image content", name))
        scan = Scan(
            page=page, title=f"{world.plant('image title', name)}.png", mime="image/png",
            sha256=world.plant("image fingerprint", name), received_at=world.now,
            note=world.plant("image note", name), width=64, height=48,
            file=ContentFile(picture, name="pindaian.png"), file_size=len(picture),
        )  # fmt: skip
        scan.save()
        world.row("scan", scan.pk, name, "read")
        world.row("rendition", scan.get_rendition("width-32").pk, name, "read")


def _file_that_names_persons(world: World, name: str) -> None:
    """Readers may know of such a file; its name, note, text and content are for those with identities."""

    def plant(kind: str) -> str:
        return world.plant(f"{kind} of a file that names persons", name, "identity")

    content = plant("content").encode()
    attachment = Attachment(
        page=world.pages[name], title=f"{plant('name')}.txt", mime="text/plain", sha256="2" * 64,
        received_at=world.now, note=plant("note"), text=f"{WORD_IN_FILES} {plant('text')}",
        text_status=TextStatus.BERHASIL, names_person=True,
        file=ContentFile(content, name="ktp.txt"), file_size=len(content),
    )  # fmt: skip
    attachment.save()
    world.row("attachment", attachment.pk, name, "read")


def _picture(text: str) -> bytes:
    info = PngInfo()
    info.add_text("Comment", text)
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()
