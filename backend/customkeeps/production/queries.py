"""What there is to print of an order."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from customkeeps.orders.models import Order, OrderItem
from customkeeps.production.models import PrintFile, PrintJob, State


@dataclass(frozen=True, slots=True)
class ItemPrints:
    """The files of one item, and where their making stands (None: nothing to print)."""

    item: OrderItem
    number: int
    job: PrintJob | None
    files: list[PrintFile]

    @property
    def is_ready(self) -> bool:
        return self.job is not None and self.job.state == State.READY

    def name_of(self, file: PrintFile) -> str:
        """As printers see it: which order, which of its items, which side."""
        return f"{self.item.order.order_id}-{self.number}-{file.placement}.{file.kind}"


def prints_of(order: Order) -> list[ItemPrints]:
    """Every item with its print files, in three statements."""
    items = list(order.items.select_related("order", "placed").order_by("id"))
    jobs = {job.item_id: job for job in PrintJob.objects.filter(item__in=items)}
    files: dict[Any, list[PrintFile]] = defaultdict(list)
    for file in PrintFile.objects.filter(placed__in={item.placed_id for item in items}):
        files[file.placed_id].append(file)
    return [
        ItemPrints(item, number, jobs.get(item.pk), files[item.placed_id])
        for number, item in enumerate(items, start=1)
    ]
