// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace fuseboard::sandbox {

/// A refusal as either vendor would word it.
struct ApiFault {
    int status = 400;
    std::string type; ///< of the dialect it is told in
    std::string message;
    std::string param, code; ///< OpenAI only; empty: null
    std::optional<int> retryAfterSeconds = std::nullopt;

    static ApiFault invalid(std::string message, std::string param = {}, std::string code = {});
    [[nodiscard]] std::string openAiBody() const;
    [[nodiscard]] std::string anthropicBody(const std::string& requestId) const;
};

} // namespace fuseboard::sandbox
