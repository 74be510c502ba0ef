"""The same incident from several sources: proposed as one group, and shown once where a person accepts it.

``propose_groups`` looks for them, ``show_groups`` shows the accepted ones; docs/duplicates.md explains the
score. Nothing here merges or keeps anything.
"""

from mapapp.grouping.proposing import GroupProposal, propose_groups
from mapapp.grouping.showing import group_id, show_groups
from mapapp.grouping.weights import DEFAULT, REPORTS, Weights

__all__ = ["DEFAULT", "REPORTS", "GroupProposal", "Weights", "group_id", "propose_groups", "show_groups"]
