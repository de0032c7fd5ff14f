"""W6 and W7 with asyncio: `waiting.py ID TASKS`, where W6s sleep and W6p wait for an event, prints lines of an id and a value."""

import asyncio
import gc
import sys
import time

SLEEPERS = 64
HOUR = 3600


def resident_bytes():
    gc.collect()
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS:"))


async def cancelled(kind, n, wait):
    bytes_before, before = resident_bytes(), time.process_time_ns()
    tasks = [asyncio.create_task(wait()) for _ in range(n)]
    await asyncio.sleep(0)
    started = time.process_time_ns()
    used = resident_bytes() - bytes_before
    cancelling = time.process_time_ns()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    ended = time.process_time_ns()
    assert all(task.cancelled() for task in tasks)
    print(f"W6{kind}h", used / n)
    print(f"W6{kind}s", (started - before) / n)
    print(f"W6{kind}c", (ended - cancelling) / n)


async def sleep_and_cancel(n):
    await cancelled("s", n, lambda: asyncio.sleep(HOUR))


async def park_and_cancel(n):
    never = asyncio.Event()
    await cancelled("p", n, never.wait)


async def together(n):
    before, cpu = time.perf_counter_ns(), time.process_time_ns()
    results = await asyncio.gather(*[asyncio.sleep(i % 1000 / 1000, 1) for i in range(n)])
    assert sum(results) == n
    print("W7a", time.perf_counter_ns() - before)
    print("W7c", time.process_time_ns() - cpu)


async def lateness(times):
    late = []

    async def sleeper():
        for _ in range(times):
            due = time.perf_counter_ns() + 1_000_000
            await asyncio.sleep(0.001)
            late.append(time.perf_counter_ns() - due)

    await asyncio.gather(*[sleeper() for _ in range(SLEEPERS)])
    assert len(late) == times * SLEEPERS
    late.sort()
    print("W7m", late[len(late) // 2])
    print("W7p", late[len(late) // 100 * 99])


WORKLOADS = {"W6s": sleep_and_cancel, "W6p": park_and_cancel, "W7a": together, "W7b": lateness}

asyncio.run(WORKLOADS[sys.argv[1]](int(sys.argv[2])))
