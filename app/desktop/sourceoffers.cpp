// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourceoffers.h"

#include "connectors/connectorkind.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SourceOffers)
};

/// What people are told of a kind; what it needs is the connector's own word.
SourceOffer words(const QString& kind)
{
    if (kind == QLatin1String("gateway"))
        return {.title = Words::tr("Fuseboard gateway"),
            .name = Words::tr("Gateway"),
            .about = Words::tr("Reads every call from the gateway, and can freeze there with proof."),
            .rights = Words::tr("A token of its admin door that may read, freeze and resume. None is needed over a socket.")};
    if (kind == QLatin1String("gateway-telemetry"))
        return {.title = Words::tr("Telemetry at a Fuseboard gateway"),
            .name = Words::tr("Telemetry"),
            .about = Words::tr(
                "Reads what Claude Code and Codex told the gateway of themselves. It is compared with the rest, never "
                "added to it."),
            .rights = Words::tr("A token of its admin door that may read. None is needed over a socket.")};
    if (kind == QLatin1String("openai"))
        return {.title = Words::tr("OpenAI organisation"),
            .name = Words::tr("OpenAI"),
            .about = Words::tr(
                "Reads what OpenAI counts and bills. With a key for that, a freeze sets the spend limits of projects; "
                "OpenAI says when it enforces them, a test call can’t prove it."),
            .rights =
                Words::tr("An admin key of the organisation (sk-admin-…), made by an owner, with the right to read usage."),
            .freezeRights = Words::tr("an admin key that may change the limits of projects and of the organisation.")};
    if (kind == QLatin1String("anthropic"))
        return {.title = Words::tr("Anthropic organisation"),
            .name = Words::tr("Anthropic"),
            .about = Words::tr(
                "Reads what Anthropic counts and bills. With a key for that, a freeze makes API keys inactive; a test call "
                "can’t prove it."),
            .rights = Words::tr("An Admin key of the organisation (sk-ant-admin01-…), made by an administrator."),
            .freezeRights = Words::tr("an Admin key of the organisation; the same one will do.")};
    if (kind == QLatin1String("anthropic-claude-code"))
        return {.title = Words::tr("Claude Code analytics"),
            .name = Words::tr("Claude Code"),
            .about = Words::tr(
                "Reads what Claude Code says it used, by person or key. It is compared with what Anthropic bills, never "
                "added to it. It can’t freeze."),
            .rights = Words::tr("An Admin key of the organisation (sk-ant-admin01-…), made by an administrator."),
            .account = QStringLiteral("anthropic")}; // whose bill it overlaps
    if (kind == QLatin1String("litellm") || kind == QLatin1String("litellm-calls")) {
        const bool days = kind == QLatin1String("litellm");
        return {.title = days ? Words::tr("LiteLLM proxy, by day") : Words::tr("LiteLLM proxy, by call"),
            .name = Words::tr("LiteLLM"),
            .about = days ? Words::tr("Reads what each key used of each model a day. A freeze blocks teams and keys.")
                          : Words::tr("Reads the log of calls, with people and tags. A freeze blocks teams and keys."),
            .rights =
                Words::tr("A virtual key of a user with the role proxy_admin_viewer, or a read_only one. Not the master key."),
            .freezeRights =
                Words::tr("a key of a user with the role proxy_admin. What proves a freeze, a canary key for each team, "
                          "“fuseboardctl source change” adds.")};
    }
    if (kind == QLatin1String("bifrost"))
        return {.title = Words::tr("Bifrost gateway"),
            .name = Words::tr("Bifrost"),
            .about = Words::tr("Reads the log of calls, with virtual keys and teams. A freeze makes virtual keys inactive."),
            .rights = Words::tr("USER:PASSWORD of the dashboard, or a session’s token; none where it asks for none."),
            .freezeRights =
                Words::tr("USER:PASSWORD of somebody who may change virtual keys. What proves a freeze, a canary key for each "
                          "team, “fuseboardctl source change” adds.")};
    if (kind == QLatin1String("github"))
        return {.title = Words::tr("GitHub organisation"),
            .name = Words::tr("GitHub"),
            .about = Words::tr(
                "Reads what GitHub bills for Copilot and other AI. The account is the organisation’s login. With a key for "
                "that, a freeze sets people’s budgets to 0; a test call can’t prove it."),
            .rights =
                Words::tr("A fine-grained token of the organisation with Administration: read; for people also GitHub Copilot "
                          "Business: read."),
            .freezeRights = Words::tr("a token with Administration: write, and GitHub Copilot Business: read.")};
    if (kind == QLatin1String("github-enterprise"))
        return {.title = Words::tr("GitHub enterprise"),
            .name = Words::tr("GitHub"),
            .about = Words::tr(
                "Reads what GitHub bills for AI by cost centre. The account is the enterprise’s slug. With a key for that, "
                "a freeze sets people’s budgets to 0; a test call can’t prove it."),
            .rights = Words::tr("A classic token of an owner or billing manager with manage_billing:enterprise."),
            .freezeRights =
                Words::tr("a classic token of an owner with manage_billing:enterprise and manage_billing:copilot.")};
    if (kind == QLatin1String("github-merges"))
        return {.title = Words::tr("GitHub merged pull requests"),
            .name = Words::tr("GitHub merges"),
            .about = Words::tr(
                "Counts pull requests that were merged in the organisation’s repositories, by day and author, for cost "
                "per merged request: a correlation, not credit. Titles and code are not read. It can’t freeze."),
            .rights = Words::tr(
                "A fine-grained token of the organisation, for all repositories that are to count, with Pull requests: "
                "read and Metadata: read. Not the token that reads the bills."),
            .account = QStringLiteral("github")};
    if (kind == QLatin1String("openrouter"))
        return {.title = Words::tr("OpenRouter account"),
            .name = Words::tr("OpenRouter"),
            .about = Words::tr(
                "Reads what each workspace and key spends. With a key for that, a freeze disables keys; a test call can’t "
                "prove it."),
            .rights = Words::tr("A management key; it can’t run models."),
            .freezeRights = Words::tr("a management key; the same one will do.")};
    if (kind == QLatin1String("cursor"))
        return {.title = Words::tr("Cursor team"),
            .name = Words::tr("Cursor"),
            .about = Words::tr("Reads the team’s usage events and charges. It can’t freeze."),
            .rights = Words::tr("An Admin API key of the team.")};
    if (kind == QLatin1String("haproxy"))
        return {.title = Words::tr("HAProxy"),
            .name = QStringLiteral("HAProxy"),
            .about = Words::tr(
                "Freezes at an HAProxy that looks up Fuseboard’s holds, with proof, and ends what runs. “fuseboardctl "
                "companion haproxy” writes its configuration. It tells no usage.")};
    if (kind == QLatin1String("claudecode"))
        return {.title = Words::tr("On this computer: Claude Code"),
            .name = Words::tr("Claude Code here"),
            .about = Words::tr(
                "Reads the transcripts that Claude Code keeps, and follows running sessions. No key. Counts and models "
                "only: no prompt and no answer is kept. It can’t freeze.")};
    if (kind == QLatin1String("codex"))
        return {.title = Words::tr("On this computer: Codex CLI"),
            .name = Words::tr("Codex here"),
            .about = Words::tr(
                "Reads the sessions that Codex CLI keeps, and follows running ones. No key. Counts and models only: no "
                "prompt and no answer is kept. It can’t freeze.")};
    // A new connector is offered before somebody has written its words.
    return {.title = kind,
        .name = kind,
        .about = Words::tr("Reads spending."),
        .rights = Words::tr("The handbook names the rights.")};
}

} // namespace

std::vector<SourceOffer> sourceOffers()
{
    std::vector<SourceOffer> out;
    for (const ConnectorKind& kind : connectorKinds()) {
        const QString name = QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size()));
        SourceOffer offer = words(name);
        offer.kind = name;
        offer.url = QString::fromUtf8(kind.url.data(), static_cast<qsizetype>(kind.url.size()));
        offer.isGateway = kind.isGateway;
        offer.needsKey = kind.needsKey;
        offer.isLocalLog = kind.isLocalLog;
        offer.isProxy = kind.isProxy;
        offer.mayBePinned = kind.mayBePinned;
        if (!kind.isGateway && !kind.isLocalLog && !kind.isProxy && offer.account.isEmpty())
            offer.account = name;
        out.push_back(std::move(offer));
    }
    return out;
}

} // namespace fuseboard
