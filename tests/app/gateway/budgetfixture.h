// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "budgets.h"

#include <gtest/gtest.h>

namespace fuseboard::test {

/// A gateway of its own with budgets, before a provider of its own.
class BudgetTest : public testing::Test {
protected:
    void start(const std::string& budgets, const std::vector<std::string>& models = {}, const std::string& more = {})
    {
        gateway.write(GatewayProcess::policyOf(1, budgets, models, more));
        gateway.start();
    }
    int put(const std::string& budgets, const std::vector<std::string>& models = {}, const std::string& more = {})
    {
        return gateway.admin("PUT", "/v1/policy", GatewayProcess::policyOf(++m_revision, budgets, models, more)).status;
    }
    [[nodiscard]] std::string reservations() const { return gateway.admin("GET", "/v1/reservations").body; }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};

private:
    int m_revision = 1;
};

} // namespace fuseboard::test
