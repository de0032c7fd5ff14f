"""The workloads with asyncio: `workloads.py ID ELEMENTS cpu|clock` prints the nanoseconds of an element, a line a run."""

import asyncio
import sys
import time


async def leaf(x):
    return x + 1


async def framed_leaf(x):
    if x < 0:
        await asyncio.sleep(0)
    return x + 1


async def ready(n, callee=leaf):
    x = 0
    for i in range(n):
        x = await callee(x ^ i)
    expected = 0
    for i in range(n):
        expected = (expected ^ i) + 1
    return expected, x


async def framed(n):
    return await ready(n, framed_leaf)


async def yield_times(n):
    x = 0
    for _ in range(n):
        await asyncio.sleep(0)
        x += 1
    return x


async def yields(n):
    return n, await yield_times(n)


async def chain(below, x):
    if below == 0:
        await asyncio.sleep(0)
        return x + 1
    return 1 + await chain(below - 1, x)


async def chains(n):
    x = 0
    for _ in range(n):
        x = await chain(9, x)
    return n * 10, x


async def under(depth, n):
    return 1 + await (yield_times(n) if depth == 1 else under(depth - 1, n))


async def number(i):
    return i


async def spawn(n):
    return sum(range(n)), sum(await asyncio.gather(*[asyncio.create_task(number(i)) for i in range(n)]))


async def node(first, leaves):
    if leaves == 1:
        return first
    each = leaves // 10
    return sum(await asyncio.gather(*[node(first + i * each, each) for i in range(10)]))


async def skynet(n):
    return sum(range(n)), await node(0, n)


async def pipe(capacity, n):
    queue = asyncio.Queue(capacity)

    async def produce():
        for i in range(n):
            await queue.put(i)

    producer = asyncio.create_task(produce())
    total = 0
    for _ in range(n):
        total += await queue.get()
    await producer
    return sum(range(n)), total


async def ping_pong(n):
    pings, pongs = asyncio.Queue(1), asyncio.Queue(1)

    async def answer():
        for _ in range(n):
            await pongs.put(await pings.get() + 1)

    answering = asyncio.create_task(answer())
    ball = 0
    for _ in range(n):
        await pings.put(ball)
        ball = await pongs.get()
    await answering
    return n, ball


async def permits(n):
    semaphore = asyncio.Semaphore(100)

    async def sleep_with_permit():
        async with semaphore:
            await asyncio.sleep(0.001)
        return 1

    return n, sum(await asyncio.gather(*[sleep_with_permit() for _ in range(n)]))


async def depth(callers, n):
    return n + callers, await under(callers, n)


WORKLOADS = {
    "W1a": ready,
    "W1b": framed,
    "W2a": yields,
    "W2b": chains,
    "W2c": lambda n: depth(10, n),
    "W2d": lambda n: depth(100, n),
    "W3": spawn,
    "W4": skynet,
    "W5a": lambda n: pipe(1, n),
    "W5b": lambda n: pipe(64, n),
    "W5c": ping_pong,
    "W9": permits,
}

workload, elements = WORKLOADS[sys.argv[1]], int(sys.argv[2])
now = time.process_time_ns if sys.argv[3] == "cpu" else time.perf_counter_ns
for _ in range(5):
    before = now()
    expected, actual = asyncio.run(workload(elements))
    taken = now() - before
    assert actual == expected, f"the result is {actual}, and should be {expected}"
    print(taken / elements)
