#!/usr/bin/env python3
"""Slow shifts of power, offers over a range: foedus against backward induction written here, with CPU time.

python3 bench/shifts.py PATH_OF_FOEDUS
A rising state offers a share each round, a declining one accepts or fights; its chance in a war falls from 0.8 by DROP over N rounds (Fearon 1995; Powell 2006).
Endless: the last round, in which nothing changes any more, is iterated from no value; the rounds before it are worked backward.
"""
import json
import math
import resource
import subprocess
import sys
import tempfile

DISCOUNT, COST, DROP = 0.9, 0.3, 0.4


def deal(rounds, horizon, precision, offers):
    return f'''deal "A slow shift of power"
period round
horizon {horizon}
party Rising
party Declining
discount {DISCOUNT}
precision {precision}
state power 0..{rounds} = 0
state status {{ peace, war }} = peace
state share 0..{offers} = 0
turn offer of Rising when status = peace {{ for x in 0..{offers} by 1: give: share = x }}
turn answer of Declining when status = peace {{
  accept: Declining gains share / {offers}; Rising gains 1 - share / {offers}; share = 0; power = power + 1 if power < {rounds} else {rounds}
  fight: status = war; share = 0; Declining gains (0.8 - {DROP} * power / {rounds}) / (1 - {DISCOUNT}) - {COST}; Rising gains (0.2 + {DROP} * power / {rounds}) / (1 - {DISCOUNT}) - {COST}
}}
no deal none "As it is"
ask first "War in the first round": chance status = war at 1
ask war "War within ten": chance status = war by 10
'''


def choose(worth, precision):
    most = max(worth)
    weights = [(1.0 if most - w < 1e-9 else 0.0) if precision is None else math.exp(precision * (w - most)) for w in worth]
    return [w / sum(weights) for w in weights]


def one_round(power, rising, declining, offers, precision):
    fights = ((0.2 + DROP * power) / (1 - DISCOUNT) - COST, (0.8 - DROP * power) / (1 - DISCOUNT) - COST)
    mine, theirs, war = [], [], []
    for x in range(offers + 1):
        accepts = (1 - x / offers + DISCOUNT * rising, x / offers + DISCOUNT * declining)
        fight = choose([accepts[1], fights[1]], precision)[1]
        mine.append((1 - fight) * accepts[0] + fight * fights[0])
        theirs.append((1 - fight) * accepts[1] + fight * fights[1])
        war.append(fight)
    chances = choose(mine, precision)
    return tuple(sum(c * v for c, v in zip(chances, values)) for values in (mine, theirs, war))


def by_hand(rounds, horizon, precision, offers):
    rising = declining = 0.0
    settled = True
    if horizon == "endless":
        for _ in range(5000):
            before = (rising, declining)
            rising, declining, _ = one_round(1, rising, declining, offers, precision)
        settled = abs(rising - before[0]) + abs(declining - before[1]) < 1e-10
    wars = []
    for k in range(rounds - 1, -1, -1):
        rising, declining, war = one_round(k / rounds, rising, declining, offers, precision)
        wars.insert(0, war)
    peace = 1.0
    for war in wars[:10]:
        peace *= 1 - war
    return wars[0], 1 - peace, rising, declining, settled


print("| rounds | horizon | precision | offers | CPU s | status | war in round 1: foedus, by hand | within ten | worth to the rising |")
print("|---|---|---|---|---|---|---|---|---|")
for rounds, horizon, precision, offers in [
    (20, 20, None, 20), (40, 40, None, 20), (40, 40, 20, 20), (20, "endless", 20, 20), (40, "endless", 5, 20), (40, "endless", 20, 20), (40, "endless", 20, 100), (40, "endless", 100, 20), (40, "endless", None, 20),
]:
    with tempfile.NamedTemporaryFile("w", suffix=".foedus") as file:
        file.write(deal(rounds, horizon, "rational" if precision is None else f"lambda {precision}", offers))
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        answer = subprocess.run([sys.argv[1], "solve", file.name, "--offer", "none", "--json"], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    offer = json.loads(answer.stdout)["offers"][0]
    hand = by_hand(rounds, horizon, precision, offers)
    say = lambda value: "none" if value is None else f"{value:.6f}"
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    note = "" if hand[4] else " (not settled)"
    print(f"| {rounds} | {horizon} | {'rational' if precision is None else precision} | {offers} | {cpu:.1f} | {offer['report']['status']} | {say(offer['measures'][0]['value'])}, {say(hand[0])}{note}"
          f" | {say(offer['measures'][1]['value'])}, {say(hand[1])} | {say(offer['values'][0]['value'])}, {say(hand[2])} |", flush=True)
