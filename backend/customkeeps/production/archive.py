"""All print files of an order in one zip, with a manifest of what they are."""

import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.storage import default_storage

from customkeeps.drawing.document import sha256_of
from customkeeps.orders.models import Order
from customkeeps.production.models import PrintFile
from customkeeps.production.queries import ItemPrints, prints_of

CHUNK_BYTES = 1024 * 1024


def write_archive(order: Order, out: IO[bytes]) -> None:
    """Write the zip; the same order gives the same bytes. The files are packed already, so that
    they are stored as they are. Raises FileNotFoundError where the storage has lost one.
    """
    prints = prints_of(order)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        manifest = json.dumps(manifest_of(order, prints), indent=2, ensure_ascii=False)
        archive.writestr(_entry(order, "manifest.json"), manifest)
        for name, file in _named(prints):
            with (
                default_storage.open(file.file_name) as source,
                archive.open(_entry(order, name), "w") as target,
            ):
                while chunk := source.read(CHUNK_BYTES):
                    target.write(chunk)


def manifest_of(order: Order, prints: list[ItemPrints]) -> dict[str, Any]:
    """What is in the zip, for people and programs: sizes in millimetres, hashes of the files."""
    return {
        "order": order.order_id,
        "items": [
            {
                "item": one.number,
                "product": one.item.product_name,
                "colour": one.item.base_color,
                "size": one.item.size,
                "quantity": one.item.quantity,
                "design_sha256": one.item.placed_id,
                "placements": [_placement(one, document) for document in _documents(one)],
            }
            for one in prints
        ],
    }


def _placement(one: ItemPrints, document: Any) -> dict[str, Any]:
    return {
        "placement": document["placement"],
        "width_mm": document["width_mm"],
        "height_mm": document["height_mm"],
        "document_sha256": sha256_of([document]),
        "files": [
            {
                "name": one.name_of(file),
                "sha256": file.sha256,
                "size_bytes": file.size_bytes,
                "width_px": file.width_px,
                "height_px": file.height_px,
            }
            for file in one.files
            if file.placement == document["placement"]
        ],
    }


def _documents(one: ItemPrints) -> list[Any]:
    return one.item.placed.documents if one.item.placed else []


def _named(prints: list[ItemPrints]) -> Iterator[tuple[str, PrintFile]]:
    for one in prints:
        for file in one.files:
            yield one.name_of(file), file


def _entry(order: Order, name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, order.created_at.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry
