"""Linking: which accounts, of several articles, are of one happening; pure functions of readings, without a ledger."""

from volgens.linking.accounts import Account, Count, When, accounts
from volgens.linking.geography import Spot
from volgens.linking.likeness import Likeness, likeness
from volgens.linking.partition import BY_HAND, Apart, Link, partition

__all__ = [
    "BY_HAND",
    "Account",
    "Apart",
    "Count",
    "Likeness",
    "Link",
    "Spot",
    "When",
    "accounts",
    "likeness",
    "partition",
]
