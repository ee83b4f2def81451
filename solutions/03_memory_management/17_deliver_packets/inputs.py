"""Buffers of random packets, the last one torn off somewhere: what is handed over, and what is left."""


def inputs(random):
    packets = [random.randbytes(random.choice([0, 1, 5, 300])) for _ in range(random.randrange(6))]
    wire = b"".join(len(each).to_bytes(4, "big") + each for each in packets)
    return (wire[: len(wire) - random.randrange(4)],)


def observe(solution, data):
    buffer, got = bytearray(data), []
    count = solution.deliver_packets(buffer, lambda packet: got.append(bytes(packet)))
    return count, got, bytes(buffer)
