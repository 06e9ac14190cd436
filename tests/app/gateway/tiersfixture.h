// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "budgetfixture.h"

#include <fstream>

namespace fuseboard::test {

constexpr std::uint16_t closedPort = 1; // nobody listens there

/// A gateway that may have more upstreams, and what its answers say of the model that served.
class TiersTest : public BudgetTest {
protected:
    /// The members of a place that serves a tier, or of what follows it.
    static std::string place(const std::string& model, const std::string& upstream = "sandbox")
    {
        return R"("model":")" + model + R"(","upstream":")" + upstream + '"';
    }
    static std::string fieldOf(const std::string& head, const std::string& name)
    {
        const auto at = head.find(name + ": ");
        return at == std::string::npos ? "" : head.substr(at + name.size() + 2, head.find("\r\n", at) - at - name.size() - 2);
    }
    /// The tier, and why, that the answer names; empty: it names none.
    std::string routeOf(const std::string& token, const std::string& body)
    {
        const Answer answer = gateway.call(token, chatPath, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return fieldOf(answer.head, "x-fuseboard-route");
    }
    /// Before the start.
    void addUpstream(const std::string& name, std::uint16_t port) const
    {
        std::ofstream(gateway.configFile(), std::ios::app)
            << "[[upstream]]\nname = \"" << name << "\"\nurl = \"http://127.0.0.1:" << port
            << "\"\ndialects = [\"openai\", \"anthropic\"]\nkey = \"file:key\"\n";
    }
};

} // namespace fuseboard::test
