"""A language model of half a megabyte with random weights, written on the spot: it speaks, and says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

WIDTH, LAYERS, HEADS, CONTEXT = 64, 2, 4, 8192


def write_random_model(path: Path) -> None:
    """Write a llama model in GGUF: byte tokens, fixed seed."""
    import gguf

    draw = np.random.default_rng(0)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(2 * WIDTH)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    # Only ASCII and the sign for a blank: random bytes above it would not be text.
    letters = [f"<0x{i:02X}>".encode() for i in range(128)]
    tokens = [b"<unk>", b"<s>", b"</s>", "▁".encode(), *letters]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(
        [
            gguf.TokenType.UNKNOWN,
            gguf.TokenType.CONTROL,
            gguf.TokenType.CONTROL,
            gguf.TokenType.NORMAL,
            *[gguf.TokenType.BYTE] * len(letters),
        ]
    )
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_space_prefix(False)

    def tensor(name: str, *shape: int) -> None:
        values: Any = draw.normal(0, 0.3, shape) if len(shape) > 1 else np.ones(shape)
        writer.add_tensor(name, values.astype(np.float32))

    tensor("token_embd.weight", len(tokens), WIDTH)
    tensor("output.weight", len(tokens), WIDTH)
    tensor("output_norm.weight", WIDTH)
    for i in range(LAYERS):
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensor(f"blk.{i}.{name}.weight", WIDTH, WIDTH)
        tensor(f"blk.{i}.ffn_gate.weight", 2 * WIDTH, WIDTH)
        tensor(f"blk.{i}.ffn_up.weight", 2 * WIDTH, WIDTH)
        tensor(f"blk.{i}.ffn_down.weight", WIDTH, 2 * WIDTH)
        tensor(f"blk.{i}.attn_norm.weight", WIDTH)
        tensor(f"blk.{i}.ffn_norm.weight", WIDTH)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
