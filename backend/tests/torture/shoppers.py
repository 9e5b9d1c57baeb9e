"""Buyers whose shop dies under them, again and again, and who do not always come back."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from tests.running_shop import Buyer

TRIES, PAUSE_SECONDS = 200, 0.05


@dataclass
class Crowd:
    """What became of many buyers: when each PaymentIntent was paid, and what went wrong."""

    paid_at: dict[str, float] = field(default_factory=dict)
    server_errors: list[str] = field(default_factory=list)

    def persist(self, ask: Callable[[], requests.Response]) -> requests.Response | None:
        """Ask until there is an answer that will not change. None: no answer at all."""
        for _ in range(TRIES):
            try:
                answer = ask()
            except requests.RequestException:  # the process has died
                answer = None
            else:
                if answer.status_code == 500:
                    self.server_errors.append(answer.text)
                if answer.status_code not in (409, 500, 503):
                    return answer
            time.sleep(PAUSE_SECONDS)
        return answer

    def buy(self, buyer: Buyer, *, coupon_code: str = "", amount: str = "500.00") -> None:
        """Pay, perhaps twice, perhaps never, and ask for the order, or be gone."""
        started = self.persist(lambda: buyer.pay(amount, coupon_code))
        if random.random() < 0.2:
            line = {"product_name": "Cup", "base_color": "White", "customization_text": "More"}
            self.persist(lambda: buyer.post("/api/cart/", line))
            more = f"{float(amount) * 2:.2f}"
            started = self.persist(lambda: buyer.pay(more, coupon_code))
        if started is None or not started.ok or random.random() < 0.1:
            return
        intent_id = started.json()["paymentIntentId"]
        before = time.time()
        if intent_id is None or buyer.confirm(intent_id) != 200:
            return
        self.paid_at[intent_id] = before
        if random.random() < 0.6:
            self.persist(lambda: buyer.create(intent_id))
