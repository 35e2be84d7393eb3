"""Pictures: real size and whether they are whole. Text in a picture is not read."""

from typing import BinaryIO

from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from dumas_docs.imports.readers.reading import Reading, TooManyPixels

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "MPO")
register_heif_opener()
Image.init()


def read(*, stream: BinaryIO, reading: Reading) -> None:
    # The own limit below comes before any pixel is unpacked.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(stream, formats=FORMATS) as image:
        width, height = image.size
        reading.size = (width, height)
        if width * height > reading.max_pixels:
            raise TooManyPixels
        if not width or not height:
            raise UnidentifiedImageError
        reading.page_count = getattr(image, "n_frames", 1)
        image.load()
