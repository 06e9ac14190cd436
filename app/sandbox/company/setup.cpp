// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/setup.h"

#include "http/url.h"
#include "sandbox/company/companymodel.h"

#include <openssl/sha.h>

#include <boost/json.hpp>

#include <array>
#include <format>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr const char* account = "sandbox";

std::string sha256(std::string_view text)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest {};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string out;
    for (const unsigned char byte : digest)
        out += std::format("{:02x}", byte);
    return out;
}

json::object teamObject(const CompanyTeam& team)
{
    return {{"id", team.id()}, {"name", team.name}, {"owner", team.owner}, {"costCenterId", team.costCenterId},
        {"costCenterName", team.costCenterName}, {"project", team.projectId()},
        {"budget", {{"amount", std::to_string(team.budgetDollars)}, {"currency", "USD"}, {"period", "month"}}}};
}

json::object keyObject(const CompanyTeam& team, const CompanyKey& key, const Secrets& secrets)
{
    const std::string token = secrets.callerToken(key.label);
    return {{"token", token}, {"sha256", sha256(token)}, {"team", team.id()}, {"label", key.label}, {"agent", key.agent},
        {"person", key.person}, {"project", team.projectId()}, {"keyId", key.id()}, {"userId", key.userId()}};
}

} // namespace

std::string companyJson(const std::filesystem::path& directory, const std::string& providerUrl, const Secrets& secrets)
{
    json::array teams, keys, rules;
    for (const CompanyTeam& team : company()) {
        for (const CompanyKey& key : team.keys)
            keys.push_back(keyObject(team, key, secrets));
        if (team.name.empty())
            continue;
        teams.push_back(teamObject(team));
        rules.push_back({{"account", account}, {"project", team.projectId()}, {"team", team.id()}});
    }
    const auto absolute = [&](const char* name) {
        return std::filesystem::absolute(directory / name).lexically_normal().string();
    };
    return json::serialize(json::value {{"version", 1}, {"sandbox", true}, {"account", account}, {"currency", "USD"},
               {"provider",
                   {{"url", providerUrl}, {"adminKeyFile", absolute("admin.key")},
                       {"upstreamKeyFile", absolute("upstream.key")}}},
               {"teams", std::move(teams)}, {"keys", std::move(keys)}, {"rules", std::move(rules)}})
        + "\n";
}

Result<void> writeSetup(const std::filesystem::path& directory, const std::string& providerUrl)
{
    const auto url = http::Url::parse(providerUrl);
    if (!url)
        return std::unexpected(url.error());
    const auto secrets = Secrets::open(directory);
    if (!secrets)
        return std::unexpected(secrets.error());
    const std::array<std::pair<const char*, std::string>, 3> files {{{"admin.key", secrets->adminKey() + "\n"},
        {"upstream.key", secrets->upstreamKey() + "\n"}, {"company.json", companyJson(directory, url->text(), *secrets)}}};
    for (const auto& [name, text] : files)
        if (auto written = writePrivate(directory / name, text); !written)
            return written;
    return {};
}

} // namespace fuseboard::sandbox
