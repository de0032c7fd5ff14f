"""gather: the results of several awaitables as one."""

import asyncio

from harness import Boom, attempt, log, scenario, ticks, turns


async def after(delay, value):
    await asyncio.sleep(delay)
    log(value, "ends")
    return value


async def fails_after(delay, message):
    await asyncio.sleep(delay)
    log(message, "fails")
    raise Boom(message)


@scenario("A137")
async def results_keep_the_order_of_the_arguments():
    log(await asyncio.gather(after(3, "a"), after(1, "b"), after(2, "c")))


@scenario("A137")
async def gather_of_nothing_is_an_empty_list():
    log(await asyncio.gather())


@scenario("A137")
async def awaitable_given_twice_runs_once():
    one = after(1, "one")
    two = asyncio.create_task(after(2, "two"))
    log(await asyncio.gather(one, two, one, two))


@scenario("A137", "A1")
async def children_start_a_turn_later_in_order():
    ticks(3)
    gathered = asyncio.gather(after(0, "a"), after(0, "b"))
    log("gathered", gathered)
    log(await gathered)


@scenario("A137")
async def gather_ends_a_turn_after_its_last_child_and_its_awaiter_another():
    ticks(6)
    gathered = asyncio.gather(after(0, "a"), after(0, "b"))
    gathered.add_done_callback(lambda g: log("gather", g))
    await gathered
    log("awaiter")


@scenario("A137", since=(3, 13))
async def gather_of_what_has_ended_takes_no_turn():
    one = asyncio.create_task(after(0, "one"))
    await one
    ticks(4)
    log(await asyncio.gather(one))


@scenario("A138")
async def first_failure_comes_at_once_and_the_rest_goes_on():
    tasks = [
        asyncio.create_task(after(3, "a")),
        asyncio.create_task(fails_after(1, "b")),
        asyncio.create_task(after(2, "c")),
    ]
    await attempt("gather", asyncio.gather(*tasks))
    log(tasks)
    await asyncio.sleep(3)
    log(tasks)


@scenario("A138")
async def later_failures_are_not_reported():
    await attempt("gather", asyncio.gather(fails_after(1, "a"), fails_after(2, "b")))
    await asyncio.sleep(3)


@scenario("A139")
async def settled_gather_has_failures_among_its_values():
    async def cancels_itself():
        await asyncio.sleep(1)
        raise asyncio.CancelledError("on its own")

    log(
        await asyncio.gather(
            after(1, "a"), fails_after(2, "b"), cancels_itself(), return_exceptions=True
        )
    )


@scenario("A140")
async def cancel_of_a_gather_cancels_its_children_in_order():
    async def child(name):
        try:
            await asyncio.sleep(9)
        finally:
            log(name, "ends")

    gathered = asyncio.gather(child("a"), child("b"), child("c"))
    await asyncio.sleep(1)
    ticks(5)
    log("cancel", gathered.cancel("stop"), "gather", gathered)
    await attempt("gather", gathered)


@scenario("A140")
async def cancel_of_the_awaiter_comes_back_with_the_first_child_to_end():
    async def child(name, cleanup):
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(cleanup)
            log(name, "is clean")

    async def awaiter():
        await attempt("gather", asyncio.gather(child("a", 2), child("b", 1)))

    task = asyncio.create_task(awaiter())
    await asyncio.sleep(1)
    task.cancel()
    await task
    await asyncio.sleep(2)


@scenario("A140")
async def cancel_of_a_gather_whose_last_child_has_ended_is_accepted():
    gathered = asyncio.gather(after(9, "a"), after(1, "b"))
    await asyncio.sleep(2)
    log("cancel", gathered.cancel())
    await attempt("gather", gathered)


@scenario("A140")
async def cancel_of_an_ended_gather_is_refused():
    gathered = asyncio.gather(after(1, "a"))
    await gathered
    log("cancel", gathered.cancel(), "gather", gathered)


@scenario("A140")
async def settled_gather_does_not_drop_a_cancel():
    gathered = asyncio.gather(after(9, "a"), after(9, "b"), return_exceptions=True)
    await asyncio.sleep(1)
    log("cancel", gathered.cancel())
    await attempt("gather", gathered)


@scenario("A140")
async def child_that_refuses_the_cancel_does_not_save_the_gather():
    async def refuses():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            log("refused")
            return "value"

    tasks = [asyncio.create_task(refuses()), asyncio.create_task(after(9, "b"))]
    gathered = asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(1)
    gathered.cancel()
    await attempt("gather", gathered)
    log(tasks)


@scenario("A141")
async def cancel_of_a_child_ends_the_gather_and_not_its_awaiter():
    one = asyncio.create_task(after(9, "one"))
    two = asyncio.create_task(after(2, "two"))
    gathered = asyncio.gather(one, two)
    await asyncio.sleep(1)
    one.cancel()
    await attempt("gather", gathered)
    log("cancelled", gathered.cancelled())
    log("main cancelling", asyncio.current_task().cancelling())
    log("two", await two)


@scenario("A137", "A140")
async def gathers_may_be_nested():
    async def awaiter():
        inner = asyncio.gather(after(1, "a"), after(9, "b"))
        await attempt("outer", asyncio.gather(inner, after(2, "c")))
        log("inner cancelled", inner.done())

    task = asyncio.create_task(awaiter())
    await asyncio.sleep(3)
    task.cancel()
    await task


@scenario("A137")
async def gather_takes_futures_beside_coroutines():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(2, future.set_result, "future")
    log(await asyncio.gather(after(1, "coroutine"), future))


@scenario("A138", since=(3, 13))
async def failure_before_the_gather_counts_too():
    failed = asyncio.create_task(fails_after(0, "early"))
    other = asyncio.create_task(after(5, "other"))
    await turns(2)
    ticks(4)
    await attempt("gather", asyncio.gather(other, failed))
    log("other", other)
