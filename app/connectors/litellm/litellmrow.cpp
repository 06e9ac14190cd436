// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmrow.h"

#include "connectors/jsonmoney.h"
#include "domain/usageterms.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fuseboard::litellm {
namespace {

struct OpenDialect {
    std::string_view provider;
    std::string_view domain; ///< its own; empty: it has none
};

constexpr std::array openDialects {OpenDialect {"openai", "openai.com"}, OpenDialect {"anthropic", "anthropic.com"},
    OpenDialect {"custom_openai", {}}, OpenDialect {"openai_like", {}}, OpenDialect {"hosted_vllm", {}}};

/// With its port, without a password.
std::string_view hostOf(std::string_view url)
{
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const auto user = url.rfind('@'); user != std::string_view::npos)
        url.remove_prefix(user + 1);
    return url;
}

bool isUnder(std::string_view host, std::string_view domain)
{
    host = host.substr(0, host.find(':'));
    return !domain.empty() && (host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.'));
}

} // namespace

std::string accountOf(std::string_view provider, std::string_view apiBase, std::string_view model)
{
    if (provider.empty()) {
        const auto slash = model.find('/');
        return std::string(slash == std::string_view::npos ? hostOf(apiBase) : model.substr(0, slash));
    }
    const auto dialect = std::ranges::find(openDialects, provider, &OpenDialect::provider);
    const std::string_view host = hostOf(apiBase);
    const bool elsewhere = dialect != openDialects.end() && !host.empty() && !isUnder(host, dialect->domain);
    return std::string(elsewhere ? host : provider);
}

std::optional<Money> spendOf(json::Object& object, const std::string& path)
{
    if (!json::optional(object, "spend", path))
        return std::nullopt;
    return json::moneyIn(Currency::usd(), object, "spend", 0, path);
}

void setCost(UsageRow& row, std::optional<Money> spend, bool fromCache)
{
    const bool used = row.tokens.total() > 0 && row.requests > row.failedRequests;
    if (!spend || (spend->isZero() && used && !fromCache)) {
        row.lineItem = unpricedWord; // a bucket may hold both kinds
        return;
    }
    row.cost = spend;
    row.basis = CostBasis::estimated;
    row.priceVersion = "litellm";
}

int pageNumber(const std::string& page)
{
    int number = 1;
    std::from_chars(page.data(), page.data() + page.size(), number);
    return number;
}

void checkPage(json::Object& object, int asked, const std::string& path)
{
    if (const auto told = json::optional(object, "page", path); told && json::anyCount(*told, path + ".page") != asked)
        throw json::Fault {path + ".page", "not the page that was asked for"};
}

} // namespace fuseboard::litellm
