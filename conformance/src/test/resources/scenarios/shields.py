"""shield: what a cancel does not reach."""

import asyncio

from harness import Boom, attempt, log, scenario, ticks, turns


async def work(seconds, value="worked"):
    try:
        await asyncio.sleep(seconds)
        log("work ends")
        return value
    except asyncio.CancelledError:
        log("work is cancelled")
        raise


@scenario("A142")
async def value_and_failure_pass_through():
    async def fails():
        await asyncio.sleep(1)
        raise Boom("inner")

    await attempt("value", asyncio.shield(work(1)))
    await attempt("failure", asyncio.shield(fails()))


@scenario("A142")
async def shield_of_what_has_ended_takes_no_turn():
    inner = asyncio.create_task(work(0))
    await inner
    ticks(1)
    await attempt("shield", asyncio.shield(inner))
    await turns(1)


@scenario("A142")
async def shield_ends_a_turn_after_its_inner_and_its_awaiter_another():
    inner = asyncio.get_running_loop().create_future()
    shield = asyncio.shield(inner)
    inner.add_done_callback(lambda f: (log("inner ended"), ticks(3)))
    shield.add_done_callback(lambda f: log("shield ended"))
    asyncio.get_running_loop().call_soon(inner.set_result, 1)
    await shield
    log("awaiter")
    await turns(3)


@scenario("A142")
async def cancel_of_the_outer_leaves_the_inner_running():
    async def outer():
        await asyncio.shield(inner)

    inner = asyncio.create_task(work(3))
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel("stop")
    await attempt("outer", task)
    log("inner", inner)
    await attempt("inner", inner)


@scenario("A142")
async def cancel_of_the_inner_passes_through():
    inner = asyncio.create_task(work(9))
    shield = asyncio.shield(inner)
    await asyncio.sleep(1)
    inner.cancel()
    await attempt("shield", shield)
    log("cancelled", shield.cancelled(), "main cancelling", asyncio.current_task().cancelling())


@scenario("A142")
async def shield_given_a_coroutine_makes_it_a_task_at_once():
    log("before")
    shield = asyncio.shield(work(1))
    await asyncio.sleep(3)
    log("shield", shield)


@scenario("A142")
async def cancelled_shield_hears_no_more_of_its_inner():
    inner = asyncio.create_task(work(2))
    shield = asyncio.shield(inner)
    shield.add_done_callback(lambda f: log("shield", f))
    await asyncio.sleep(1)
    log("cancel", shield.cancel(), "again", shield.cancel())
    await asyncio.sleep(2)
    log("shield", shield, "inner", inner)


@scenario("A142")
async def shield_in_a_gather_saves_the_inner():
    async def outer():
        await asyncio.gather(asyncio.shield(inner), work(9))

    inner = asyncio.create_task(work(3))
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("outer", task)
    await attempt("inner", inner)


@scenario("A142")
async def shield_around_a_gather_saves_it():
    async def outer():
        await asyncio.shield(inner)

    inner = asyncio.gather(work(2, "a"), work(3, "b"))
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("outer", task)
    await attempt("inner", inner)


@scenario("A142", "A2")
async def cleanup_may_be_shielded_from_a_second_cancel():
    async def main():
        try:
            await asyncio.sleep(9)
        finally:
            cleanup = asyncio.create_task(work(3))
            try:
                await asyncio.shield(cleanup)
            except asyncio.CancelledError as e:
                log("second", e)
                await cleanup
                raise

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel("one")
    await asyncio.sleep(1)
    task.cancel("two")
    await attempt("task", task)
