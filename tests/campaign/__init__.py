"""The fault campaign: money stays right although the far side lies and the engine is killed.

`python -m tests.campaign --kills N --seed S [--jobs J] [--mutate MUTATION]`

A case is a function of its seed (`plan`): a fresh practice bank in a process of its own, some
orders, what a person wants to give back of them, and several lives of the engine (`life`), each
with faults at the far side and an end by `kill -9`: at a random instant, or at a step where it
hurts. A last life without faults brings everything to rest (`healing`); then the ledger
(`inspection`) is held against the bank's books and the person's own notes (`verdict`).

Most cases have a mini program, too (`feed_plan`), in the same practice shop: its applications come
in over the feed, are answered, refused, agreed to, some of them by the rule that acts by itself,
some beside a complaint about the same payment. Each word and decision must stand in its books once
(`feed_verdict`).

What a case does follows from its seed alone, how its tasks and the kill interleave does not: a
replay by `--kills 1 --seed` repeats the plan, not each microsecond.
"""
