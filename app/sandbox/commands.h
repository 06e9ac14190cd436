// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace fuseboard::sandbox {

struct ProviderCommand {
    std::string directory, listen = "127.0.0.1:0", pricesFile, amounts = "string", firstDay;
    std::uint64_t seed = 1;
};
struct CompanyCommand {
    std::string gateway, keysFile, trace, traceDirectory, troubles = "errors";
    std::uint64_t seed = 1;
    double rate = 1;
    std::optional<std::int64_t> calls;
    std::optional<double> runawayAfterSeconds;
};

/// Each runs to its end; an error is for one sentence on stderr.
Result<void> runProvider(const ProviderCommand& command);
Result<void> runCompany(const CompanyCommand& command);
/// Prints the invoice of DIR/invoice.db, as JSON or as lines for people.
Result<void> printInvoice(const std::string& directory, bool json);

} // namespace fuseboard::sandbox
