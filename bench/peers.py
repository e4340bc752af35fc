#!/usr/bin/env python3
"""Peers that Debian has (apt-get install python3-numpy python3-scipy) beside foedus: the same work, one after the other on one thread, answers compared, CPU seconds and their ratio.

dotnet build -c Release bench/Foedus.Benchmarks && /usr/bin/python3 bench/peers.py

recursion: bench/Foedus.Benchmarks/two-sided.foedus on 21 x 21 beliefs, ten periods, in numpy: every grid point at once, fixed points by damped iteration in four steps of lambda.
ceasefire: the toy ceasefire game of bench/Foedus.Benchmarks/CeasefireGame.cs, in numpy: 500 draws at once.
tables: the value of a zero-sum table with real payoffs, in scipy (linprog, HiGHS), against ours, which works out both players' programs and judges the result.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import json
import subprocess
import sys
import time

import numpy as np
import scipy
from scipy.optimize import linprog

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = os.path.join(ROOT, "artifacts", "bin", "Foedus.Benchmarks", "release", "Foedus.Benchmarks")


def best(work, least=3):
    """The fewest CPU seconds of some runs, and what the work gave."""
    seconds, result = float("inf"), None
    for _ in range(least):
        begun = time.process_time()
        result = work()
        seconds = min(seconds, time.process_time() - begun)
    return seconds, result


# The two-sided deal. Parties: Russia (revisionist or security-seeking), Ukraine, the guarantor (firm or reluctant); beliefs are chances of the first type.
STATUS = ["cease", "breach", "war", "member", "alliedwar"]
POINTS, PERIODS, DISCOUNT, PRECISION = 21, 10, 0.9, 2.0
TYPES = (2, 1, 2)
GRID = np.linspace(0, 1, POINTS)
OF_RUSSIA, OF_GUARANTOR = np.meshgrid(GRID, GRID, indexing="ij")


def flow(status, arms, party, kind):
    if party == 0:
        return {"cease": (-0.3, 0)[kind], "breach": (-0.3, 0)[kind], "member": (-1, -2)[kind], "war": (1 + 0.6 * arms, -1 + 0.3 * arms)[kind], "alliedwar": -5}[status]
    if party == 1:
        return {"member": 2, "war": -4 - arms, "alliedwar": -3}.get(status, 0)
    return {"member": -0.2, "war": -1, "alliedwar": -4}.get(status, 0)


def options(mover, status, arms):
    """[option] (lottery over states, points by party and type); nothing where the mover has no turn."""
    if mover == 0 and status in ("cease", "member"):
        return [([(1, (status, arms))], {}), ([(1, (status, min(arms + 1, 2)))], {0: (-0.2, -0.2)}), ([(1, ("breach" if status == "cease" else "alliedwar", arms))], {})]
    if mover == 2 and status == "breach":
        return [([(1, ("war", arms))], {2: (-2, -2)}), ([(0.3, ("alliedwar", arms)), (0.7, ("member", arms))], {2: (-1, -4)})]
    return None


def between(values, russia, guarantor):
    """Linear between the points of the grid."""
    x, y = np.clip(russia, 0, 1) * (POINTS - 1), np.clip(guarantor, 0, 1) * (POINTS - 1)
    i, j = np.minimum(x.astype(int), POINTS - 2), np.minimum(y.astype(int), POINTS - 2)
    f, g = x - i, y - j
    return (1 - f) * ((1 - g) * values[i, j] + g * values[i, j + 1]) + f * ((1 - g) * values[i + 1, j] + g * values[i + 1, j + 1])


def turn(mover, choices, after):
    """Choices by type, and everybody's values by type before the turn."""
    held = OF_RUSSIA if mover == 0 else OF_GUARANTOR
    chances = [np.full((len(choices), POINTS, POINTS), 1 / len(choices)) for _ in range(2)]

    def believed():
        for option in range(len(choices)):
            first, second = held * chances[0][option], (1 - held) * chances[1][option]
            belief = first / np.maximum(first + second, 1e-300)
            yield (belief, OF_GUARANTOR) if mover == 0 else (OF_RUSSIA, belief)

    def worth(option, party, kind, at):
        lottery, paid = choices[option]
        return paid.get(party, (0, 0))[kind] + sum(chance * between(after[state][party][kind], *at) for chance, state in lottery)

    for share in (0.25, 0.5, 0.75, 1):
        for _ in range(400):
            at, off = list(believed()), 0.0
            for kind in range(2):
                q = share * PRECISION * np.stack([worth(option, mover, kind, at[option]) for option in range(len(choices))])
                response = np.exp(q - q.max(0))
                response /= response.sum(0)
                off = max(off, np.abs(response - chances[kind]).max())
                chances[kind] = (chances[kind] + response) / 2
            if off < (1e-9 if share == 1 else 1e-5):
                break
    at = list(believed())
    expected = [held * chances[0][option] + (1 - held) * chances[1][option] for option in range(len(choices))]
    values = [[sum((chances[kind][option] if party == mover else expected[option]) * worth(option, party, kind, at[option]) for option in range(len(choices)))
               for kind in range(TYPES[party])] for party in range(3)]
    return chances, values


def recursion():
    states = [(status, arms) for status in STATUS for arms in range(3)]
    values = {state: [[np.zeros((POINTS, POINTS)) for _ in range(count)] for count in TYPES] for state in states}
    first = None
    for _ in range(PERIODS):
        values = {state: [[flow(*state, party, kind) + DISCOUNT * values[state][party][kind] for kind in range(TYPES[party])] for party in range(3)] for state in states}
        for mover in (2, 0):
            before = dict(values)
            for state in states:
                choices = options(mover, *state)
                if choices is not None:
                    chances, before[state] = turn(mover, choices, values)
                    if state == ("cease", 0):
                        first = chances
            values = before
    # At the prior: Russia revisionist with 0.6, the guarantor firm with 0.5.
    return [float(first[kind][option][12, 10]) for kind in range(2) for option in range(3)]


RANGES = [(0.6, 2), (0.6, 2), (0.2, 2.6), (0.2, 2.6), (0.2, 2), (0.2, 2), (0, 1.5), (0, 1.5), (0.3, 0.9), (0.2, 0.9), (0.7, 0.98)]
ROOTS = np.sqrt([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31])
DRAWS, AT_ONCE = 4000, 500


def ceasefire():
    """The share of draws in which both comply throughout with half a chance or more."""
    places = (np.arange(1, DRAWS + 1)[:, None] * ROOTS) % 1
    low, high = np.array([r[0] for r in RANGES]), np.array([r[1] for r in RANGES])
    holds = 0
    for begin in range(0, DRAWS, AT_ONCE):
        d1, d2, t1, t2, l1, l2, w1, w2, p, q, discount = ((low + (high - low) * places[begin:begin + AT_ONCE]).T)[:, None, :]
        trust = np.arange(20)
        k = (0.5 + 0.5 * trust / 19)[:, None]
        stay, up, down, far = trust, np.minimum(trust + 1, 19), np.maximum(trust - 1, 0), np.maximum(trust - 2, 0)
        one = two = held = np.zeros((20, AT_ONCE))
        held = held + 1
        for _ in range(20):
            good = [p * v[up] + (1 - p) * v[stay] for v in (one, two)]
            bad = [q * v[far] + (1 - q) * v[down] for v in (one, two)]
            a = np.stack([d1 * k + discount * good[0], -l1 + discount * bad[0], t1 + discount * bad[0], -w1 + discount * bad[0]])
            b = np.stack([d2 * k + discount * good[1], t2 + discount * bad[1], -l2 + discount * bad[1], -w2 + discount * bad[1]])
            pure = np.stack([(a[0] >= a[2]) & (b[0] >= b[1]), (a[1] >= a[3]) & (b[1] >= b[0]), (a[2] >= a[0]) & (b[2] >= b[3]), (a[3] >= a[1]) & (b[3] >= b[2])])
            total = np.where(pure, a + b, -np.inf)
            # Ties in the order: both comply, the first breaches, the second breaches, both breach.
            order = np.array([0, 2, 1, 3])
            chosen = order[np.argmax(total[order], axis=0)]
            some = pure.any(0)
            with np.errstate(divide="ignore", invalid="ignore"):
                y = np.where(some, 0.5, (a[3] - a[1]) / (a[0] - a[1] - a[2] + a[3]))
                x = np.where(some, 0.5, (b[3] - b[2]) / (b[0] - b[1] - b[2] + b[3]))
            pick = lambda v: np.take_along_axis(v, chosen[None], 0)[0]
            mix = lambda v: x * y * v[0] + x * (1 - y) * v[1] + (1 - x) * y * v[2] + (1 - x) * (1 - y) * v[3]
            comply = np.where(some, (chosen == 0) * 1.0, x * y)
            held = comply * (p * held[up] + (1 - p) * held[stay])
            one, two = np.where(some, pick(a), mix(a)), np.where(some, pick(b), mix(b))
        holds += int((held[10] >= 0.5).sum())
    return holds / DRAWS


def table(size):
    """The table that ours solves: fractional parts, so that both have the same."""
    cells = np.arange(1, size * size + 1, dtype=float)
    return ((cells * np.sqrt(2)) % 1).reshape(size, size)


def value(payoffs):
    rows, columns = payoffs.shape
    found = linprog(np.append(np.zeros(rows), -1), A_ub=np.hstack([-payoffs.T, np.ones((columns, 1))]), b_ub=np.zeros(columns),
                    A_eq=np.append(np.ones(rows), 0)[None], b_eq=[1], bounds=[(0, None)] * rows + [(None, None)], method="highs")
    return -found.fun


def main():
    ours = json.loads(subprocess.run([OURS, "peers"], check=True, capture_output=True, text=True).stdout)
    rows = []

    def compare(name, seconds, answer, tolerance):
        mine = ours[name]
        apart = float(np.max(np.abs(np.array(answer) - np.array(mine["answer"]))))
        rows.append((name, seconds, mine["seconds"], seconds / mine["seconds"], apart))
        if not apart <= tolerance:
            sys.exit(f"{name}: the answers are {apart:.1e} apart")

    compare("recursion", *best(recursion), 1e-6)
    seconds, share = best(ceasefire)
    compare("ceasefire", seconds / DRAWS, share, 0)
    for size in (50, 200):
        payoffs = table(size)
        compare(f"table {size}", *best(lambda: value(payoffs)), 1e-9)
    processor = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
    print(f"{processor}; Python {sys.version.split()[0]}, numpy {np.__version__}, scipy {scipy.__version__}; {time.strftime('%d %B %Y')}\n")
    print("| work | peer, CPU s | foedus, CPU s | ratio | answers apart |\n|---|---|---|---|---|")
    for name, peer, own, ratio, apart in rows:
        print(f"| {name} | {peer:.3g} | {own:.3g} | {ratio:.0f} | {apart:.0e} |")


main()
