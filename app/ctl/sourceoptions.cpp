// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/sourceoptions.h"

#include "connectors/connectorkind.h"
#include "connectors/keyreference.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace fuseboard {
namespace {

std::string notEmpty(const std::string& text) { return text.empty() ? "it is empty" : std::string(); }

/// Never repeats the text: it may be a key, which everybody on this computer can read on a command line.
std::string reference(const std::string& text)
{
    return KeyReference::parse(text)
        ? std::string()
        : "it names no place like keyring:NAME, sealed:NAME, env:NAME or file:PATH. A key itself is never "
          "given on the command line: change it, since others could have read it";
}

/// `TEAM=REFERENCE`; an empty reference takes the team's away.
std::string canary(const std::string& text)
{
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0)
        return "it must be like payments=keyring:NAME";
    return sign + 1 == text.size() ? std::string() : reference(text.substr(sign + 1));
}

std::vector<std::string> kindNames()
{
    std::vector<std::string> out;
    for (const ConnectorKind& kind : connectorKinds())
        out.emplace_back(kind.name);
    return out;
}

} // namespace

void SourceOptions::addTo(CLI::App& app, bool& json)
{
    m_source = app.add_subcommand("source", "Where the figures come from");
    m_source->require_subcommand(1);
    m_list =
        m_source->add_subcommand("list", "Each source: complete up to when, last answer, last error, how far back it is read");
    m_limits = m_source->add_subcommand("limits", "Credits and budgets that the sources keep themselves, as they told them");
    m_limits->add_option("ID", m_id, "The source's id in sources.toml; without it, all of them")->check(notEmpty);
    m_add = m_source->add_subcommand("add", "Try a source and connect it; a key is named by its place, never typed here");
    m_change = m_source->add_subcommand("change", "Give a source another key, one to freeze with, or what proves a freeze");
    m_test = m_source->add_subcommand("test", "Ask a connected source what its key may read; nothing is stored");
    m_poll = m_source->add_subcommand("poll", "Ask one source now, then as list");
    m_remove =
        m_source->add_subcommand("remove", "Disconnect a source; what it told stays in the history, its key where it is");
    auto* pause = m_source->add_subcommand("pause", "Read no further back into its past until resumed");
    auto* resume = m_source->add_subcommand("resume", "Go on with a past that was paused or cancelled");
    auto* cancel = m_source->add_subcommand("cancel", "Leave the rest of its past unread");
    for (auto* verb : {m_change, m_test, m_poll, m_remove, pause, resume, cancel})
        verb->add_option("ID", m_id, "The source's id in sources.toml")->required()->check(notEmpty);
    m_add->add_option("KIND", m_kind, "What it is")->required()->check(CLI::IsMember(kindNames()));
    m_add->add_option("--url", m_url, "Its address; without it, the provider's own")->check(notEmpty);
    m_add->add_option("--socket", m_socket, "Path of a gateway's or proxy's admin socket, instead of an address")
        ->check(notEmpty);
    m_add->add_option("--callers", m_callers, "Of a proxy: where its callers reach it, like http://127.0.0.1:18080")
        ->check(notEmpty);
    m_add->add_option("--variant", m_variant, "Of a proxy: what it looks holds up in, a table unless said")
        ->check(CLI::IsMember({"table", "map"}));
    m_add->add_option("--holds", m_holds, "Of a proxy: the name of that table or file; without it, the companion's")
        ->check(notEmpty);
    m_add->add_option("--account", m_account, "The account its bill is owed on, as you call it; at GitHub the login or slug")
        ->check(notEmpty);
    m_add->add_option("--directory", m_directory, "Where logs of this computer are; without it, where the tool keeps them")
        ->check(notEmpty);
    for (auto* verb : {m_add, m_change}) {
        verb->add_option("--name", m_name,
                verb == m_add ? "What people call it; without it, its kind" : "What people call it from now on")
            ->check(notEmpty);
        verb->add_option("--key", m_key, "Where its key is: keyring:NAME, sealed:NAME, env:NAME or file:PATH")
            ->check(reference);
        verb->add_option(
                "--freeze-key", m_freezeKey, "Where the key is that a freeze and its resume use, if another than --key")
            ->check(reference);
        verb->add_option(
                "--canary", m_canaries, "Of LiteLLM or Bifrost: TEAM=PLACE of a key of that team which can buy nothing")
            ->check(canary);
        verb->add_option("--workers", m_workers, "Of LiteLLM or Bifrost: processes times replicas, each of which has to refuse")
            ->check(CLI::Range(1, 100));
        verb->add_option(
                "--door", m_doors, "Of our gateway: where callers reach a proxy that asks it, like http://127.0.0.1:18080")
            ->check(notEmpty);
        verb->add_option("--authority", m_authority, "Of our gateway at https: file of its own authority's certificate, PEM")
            ->check(notEmpty);
        verb->add_option("--pin", m_pin, "Of our gateway at https: SHA-256 of its certificate, instead of an authority")
            ->check(notEmpty);
        verb->add_option("--interval", m_interval, "Seconds between two questions; without it, what suits the kind")
            ->check(CLI::Range(1, 86'400));
        verb->add_option("--bucket", m_bucket, "Of OpenAI or Anthropic: how finely usage is told, by the hour unless said")
            ->check(CLI::IsMember({"1m", "1h", "1d"}));
    }
    m_add->add_flag("--untested", m_untested, "Connect it without trying it first");
    m_change->callback([this] {
        if (QJsonObject change; putChange(change), change.isEmpty())
            throw CLI::ValidationError("source change", "nothing to change is named, such as --key");
    });
    for (auto* verb : {m_list, m_limits, m_add, m_change, m_test, m_poll, m_remove, pause, resume, cancel})
        verb->add_flag("--json", json, "As JSON");
}

bool SourceOptions::parsed() const { return m_source->parsed(); }

bool SourceOptions::asksForLimits() const { return m_limits->parsed(); }

void SourceOptions::putChange(QJsonObject& request) const
{
    for (const auto& [name, text] : {std::pair {"name", m_name}, {"key", m_key}, {"freezeKey", m_freezeKey},
             {"authority", m_authority}, {"pin", m_pin}, {"bucket", m_bucket}})
        if (!text.empty())
            request[QLatin1String(name)] = QString::fromStdString(text);
    for (const auto& [name, number] : {std::pair {"interval", m_interval}, {"workers", m_workers}})
        if (number > 0)
            request[QLatin1String(name)] = number;
    QJsonArray doors;
    for (const std::string& door : m_doors)
        doors.append(QString::fromStdString(door));
    if (!doors.isEmpty())
        request[QLatin1String("doors")] = doors;
    QJsonObject canaries;
    for (const std::string& each : m_canaries)
        canaries[QString::fromStdString(each.substr(0, each.find('=')))] =
            QString::fromStdString(each.substr(each.find('=') + 1));
    if (!canaries.isEmpty())
        request[QLatin1String("canaries")] = canaries;
}

QJsonObject SourceOptions::request() const
{
    if (!m_source->parsed())
        return {};
    QJsonObject out;
    const auto put = [&out](const char* name, const std::string& text) {
        if (!text.empty())
            out[QLatin1String(name)] = QString::fromStdString(text);
    };
    if (m_limits->parsed()) {
        put("id", m_id);
    } else if (m_list->parsed()) {
        put("do", "status");
    } else if (m_poll->parsed()) {
        put("do", "poll");
        put("source", m_id);
    } else if (m_change->parsed()) {
        put("do", "changeSource");
        put("id", m_id);
        putChange(out);
    } else if (m_add->parsed()) {
        put("do", "addSource");
        put("kind", m_kind);
        put("url", m_url);
        put("socket", m_socket);
        put("callers", m_callers);
        put("variant", m_variant);
        put("holds", m_holds);
        put("account", m_account);
        put("directory", m_directory);
        putChange(out);
        if (m_untested)
            out[QLatin1String("untested")] = true;
    } else if (m_test->parsed() || m_remove->parsed()) {
        put("do", m_test->parsed() ? "testSource" : "removeSource");
        put("id", m_id);
    } else {
        put("do", "source");
        put("id", m_id);
        put("order", m_source->get_subcommands().front()->get_name());
    }
    return out;
}

} // namespace fuseboard
