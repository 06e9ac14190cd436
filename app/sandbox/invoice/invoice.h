// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/invoice/database.h"
#include "sandbox/invoice/providerprices.h"

#include <string>
#include <vector>

namespace fuseboard::sandbox {

/// A call the provider did work for, whether or not its answer arrived.
struct BilledCall {
    std::string id; ///< as in the answer: chatcmpl-…, resp_…, msg_…
    std::int64_t unixMicros = 0; ///< when it was billed
    std::string project, key, user, model;
    std::string api; ///< chat, responses, embeddings, messages
    bool streamed = false;
    std::string ending; ///< whole; cut: the provider broke it off; abandoned: the caller left; nousage: whole, but untold
    MeteredTokens tokens;
    CallCost cost;
    bool operator==(const BilledCall&) const = default;
};

/// A line of the invoice: one project, key and model.
struct InvoiceLine {
    std::string project, key, model;
    std::int64_t calls = 0;
    MeteredTokens tokens;
    std::int64_t nano = 0;
    bool operator==(const InvoiceLine&) const = default;
};

/// DIR/invoice.db: one row per call, never changed.
class Invoice {
public:
    /// Throws DatabaseError.
    Invoice(const std::string& path, Database::Open how);
    void add(const BilledCall& call);
    /// Calls billed in [from, to), Unix seconds, in the order they were billed.
    [[nodiscard]] std::vector<BilledCall> between(std::int64_t from, std::int64_t to) const;
    [[nodiscard]] std::vector<InvoiceLine> lines() const;

private:
    Database m_database;
};

/// `{"currency":"USD","calls":n,"total":"<nano>","lines":[{project,key,model,calls,input,…,"nano":"…"}]}`.
std::string invoiceJson(const std::vector<InvoiceLine>& lines);

} // namespace fuseboard::sandbox
