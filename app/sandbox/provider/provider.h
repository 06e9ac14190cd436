// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/server.h"
#include "sandbox/invoice/invoice.h"
#include "sandbox/provider/answers.h"
#include "sandbox/provider/callers.h"
#include "sandbox/provider/providerstate.h"
#include "sandbox/provider/seededpast.h"
#include "sandbox/provider/usagepage.h"

namespace fuseboard::sandbox {

struct ProviderOptions {
    std::filesystem::path directory;
    ProviderState state;
    ProviderPrices prices;
    AmountStyle amounts = AmountStyle::text;
    std::function<std::int64_t()> unixMicros; ///< the clock
};

/// A provider that costs nothing: both dialects, an exact invoice of every call, and the OpenAI organisation API over a
/// seeded past and the calls since. One thread, the io_context's.
class Provider {
public:
    Provider(ProviderOptions options, const Secrets& secrets);
    http::Async<void> handle(http::Exchange& exchange);

private:
    http::Async<void> answerModelCall(http::Exchange& exchange, Api api);
    http::Async<void> answerStream(http::Exchange& exchange, const Reply& reply, BilledCall bill);
    http::Async<void> answerOrganisation(http::Exchange& exchange);
    http::Async<void> refuse(http::Exchange& exchange, Api api, ApiFault fault);
    void charge(BilledCall bill, std::string ending, std::int64_t output);
    [[nodiscard]] std::expected<std::string, ApiFault> report(Report kind, std::string_view query) const;
    [[nodiscard]] std::vector<UsageFact> facts(std::int64_t from, std::int64_t to) const;
    [[nodiscard]] std::string modelList(Api dialect) const;
    [[nodiscard]] std::string newId();

    ProviderOptions m_options;
    Callers m_callers;
    std::string m_adminKey;
    Invoice m_invoice;
    SeededPast m_past;
    std::string m_idPrefix;
    std::uint64_t m_calls = 0;
};

} // namespace fuseboard::sandbox
