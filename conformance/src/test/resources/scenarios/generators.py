"""Async generators, async iteration, and resources that are closed with an await."""

import asyncio
from contextlib import aclosing, asynccontextmanager

from harness import Boom, attempt, log, scenario, ticks, turns


async def numbers(count, seconds=0.0):
    log("begins")
    try:
        for number in range(1, count + 1):
            await asyncio.sleep(seconds)
            log("emits", number)
            yield number
    finally:
        log("generator ends")


@scenario("A104")
async def generator_and_its_consumer_take_turns():
    async with aclosing(numbers(3, 1)) as source:
        async for number in source:
            log("got", number)
            await asyncio.sleep(1)
    log("after")


@scenario("A104", "A1")
async def generator_that_does_not_wait_takes_no_turn():
    async def at_once():
        yield 1
        yield 2

    ticks(1)
    async for number in at_once():
        log("got", number)
    await turns(1)


@scenario("A104")
async def generator_runs_nothing_until_it_is_asked():
    source = numbers(1)
    log("made")
    async for number in source:
        log("got", number)


@scenario("A104")
async def leaving_the_loop_early_runs_the_cleanup_of_the_generator():
    async def with_cleanup():
        try:
            yield 1
            log("never said")
            yield 2
        finally:
            log("cleans up")
            await asyncio.sleep(1)
            log("is clean")

    async with aclosing(with_cleanup()) as source:
        async for number in source:
            log("got", number)
            break
    log("after")


@scenario("A104")
async def failure_in_the_loop_runs_the_cleanup_of_the_generator():
    async def main():
        async with aclosing(numbers(3)) as source:
            async for number in source:
                raise Boom(f"at {number}")

    await attempt("loop", main())


@scenario("A104")
async def failure_in_the_generator_comes_out_of_the_loop():
    async def failing():
        yield 1
        raise Boom("generator")

    async def main():
        async for number in failing():
            log("got", number)

    await attempt("loop", main())


@scenario("A104", "A2")
async def cancel_reaches_the_generator_where_it_waits():
    async def main():
        async with aclosing(numbers(3, 2)) as source:
            async for number in source:
                log("got", number)

    task = asyncio.create_task(main())
    await asyncio.sleep(3)
    task.cancel("stop")
    await attempt("task", task)


@scenario("A104")
async def generators_may_be_chained():
    async def doubled(source):
        async for number in source:
            yield 2 * number

    async for number in doubled(numbers(2, 1)):
        log("got", number)


@scenario("A104")
async def closed_generator_gives_nothing_more():
    source = numbers(2)
    await source.aclose()
    log("closed")
    async for number in source:
        log("never said")
    log("after")


@scenario("A104")
async def generator_that_is_left_open_is_closed_with_the_loop():
    source = numbers(2)
    async for number in source:
        log("got", number)
        break
    asyncio.current_task().source = source  # so that it is not collected before
    log("main ends")


@asynccontextmanager
async def resource(name):
    await asyncio.sleep(1)
    log(name, "opens")
    try:
        yield name
    finally:
        await asyncio.sleep(1)
        log(name, "closes")


@scenario("A54")
async def resources_close_in_reverse_order():
    async with resource("outer"):
        async with resource("inner"):
            log("body")
    log("after")


@scenario("A54")
async def resource_closes_when_the_body_fails():
    async def main():
        async with resource("one"):
            raise Boom("body")

    await attempt("block", main())


@scenario("A54", "A2")
async def resource_closes_when_the_body_is_cancelled():
    async def main():
        async with resource("one"):
            await asyncio.sleep(9)

    task = asyncio.create_task(main())
    await asyncio.sleep(2)
    task.cancel("stop")
    await attempt("task", task)
