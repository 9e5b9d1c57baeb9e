"""What is remembered of somebody besides what is theirs."""

from functools import partial

from django.db import transaction

from customkeeps.accounts.models import User
from customkeeps.customers.export import mails_of
from customkeeps.rest.models import IdempotentAnswer
from customkeeps.rest.throttling import forget_all


def erase_traces(person: User) -> None:
    """Mails about the account and the orders that are the person's now, answers to repeated
    requests, counts. Call it before the person goes: nothing leads to these afterwards. In a
    transaction; the counts go after it, as they may be in Redis.
    """
    mails_of(person).delete()
    IdempotentAnswer.objects.filter(scope=str(person.pk)).delete()
    transaction.on_commit(partial(forget_all, str(person.pk)))
