// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/provider/modelcall.h"

namespace fuseboard::sandbox {

/// A call that is answered, with what the answer says of itself.
struct Reply {
    const ModelCall& call;
    std::string id; ///< unique, without the dialect's prefix
    std::int64_t createdUnixSeconds = 0;

    /// The id as the answer carries it: `chatcmpl-…`, `resp_…`, `msg_…`, `embd-…`.
    [[nodiscard]] std::string fullId() const;
    [[nodiscard]] bool tellsUsage() const { return call.trouble != Trouble::noUsage; }
};

/// Bytes of a stream, and how much output has been produced when they are sent.
struct StreamPiece {
    std::string bytes;
    std::int64_t outputSoFar = 0;
};

std::string wholeAnswer(const Reply& reply);
/// Never empty; the usage is told in the last pieces, as the dialect does.
std::vector<StreamPiece> streamAnswer(const Reply& reply);

// One pair per endpoint; the two above choose.
std::string wholeChat(const Reply& reply);
std::vector<StreamPiece> streamChat(const Reply& reply);
std::string wholeResponse(const Reply& reply);
std::vector<StreamPiece> streamResponse(const Reply& reply);
std::string wholeMessage(const Reply& reply);
std::vector<StreamPiece> streamMessage(const Reply& reply);
std::string embeddings(const Reply& reply);

/// The text the model "wrote", in deltas: four bytes a visible token, at most 48 deltas.
struct Delta {
    std::string text;
    std::int64_t outputSoFar = 0;
};
std::vector<Delta> deltasOf(const ModelCall& call);
std::string textOf(const std::vector<Delta>& deltas);

} // namespace fuseboard::sandbox
