"""W10 with asyncio."""

import asyncio


async def hello():
    await asyncio.sleep(0.001)
    print("hello")


asyncio.run(hello())
