// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/companymodel.h"

#include <cctype>

namespace fuseboard::sandbox {
namespace {

constexpr const char* sol = "gpt-5.6";
constexpr const char* terra = "gpt-5.6-terra";
constexpr const char* luna = "gpt-5.6-luna";
constexpr const char* mini = "gpt-5-mini";
constexpr const char* opus = "claude-opus-5";
constexpr const char* sonnet = "claude-sonnet-5";
constexpr const char* haiku = "claude-haiku-4-5";
constexpr const char* small = "text-embedding-3-small";
constexpr const char* large = "text-embedding-3-large";

CompanyKey agent(std::string name, int share, CallHabit habit)
{
    return {.label = name, .agent = std::move(name), .person = {}, .sharePercent = share, .habit = std::move(habit)};
}

std::string slugOf(std::string_view name)
{
    std::string slug;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    return slug;
}

/// A person at a coding assistant: long cached prompts, streamed.
CompanyKey coder(std::string person, int share)
{
    return {.label = "claude-code-" + slugOf(person),
        .agent = "Claude Code",
        .person = std::move(person),
        .sharePercent = share,
        .habit = {Api::messages, opus, 42000, 88, 6, 620, 0, 100}};
}

/// A person at a chat window.
CompanyKey chatter(std::string person, int share)
{
    return {.label = "workbench-" + slugOf(person),
        .agent = {},
        .person = std::move(person),
        .sharePercent = share,
        .habit = {Api::responses, sol, 5200, 45, 0, 720, 40, 100}};
}

} // namespace

std::string_view nameOf(Api api)
{
    switch (api) {
    case Api::chat: return "chat";
    case Api::responses: return "responses";
    case Api::embeddings: return "embeddings";
    case Api::messages: return "messages";
    }
    return {};
}

std::string_view pathOf(Api api)
{
    switch (api) {
    case Api::chat: return "/v1/chat/completions";
    case Api::responses: return "/v1/responses";
    case Api::embeddings: return "/v1/embeddings";
    case Api::messages: return "/v1/messages";
    }
    return {};
}

std::string CompanyKey::userId() const { return person.empty() ? std::string() : "user-" + slugOf(person); }

const std::vector<CompanyTeam>& company()
{
    static const std::vector<CompanyTeam> teams {
        {"Payments", "payments", "A. Meyer", "CC-4100", "Payments Engineering", 20000, 94,
            {agent("checkout-agent", 33, {Api::chat, sol, 9800, 62, 4, 540, 20, 70}),
                agent("fraud-review", 22, {Api::messages, sonnet, 14500, 70, 8, 430, 0, 20}), coder("J. Ortiz", 7),
                coder("L. Brandt", 6), agent("ledger-batch", 11, {Api::responses, terra, 21000, 55, 0, 900, 30, 0}),
                agent("invoice-reader", 7, {Api::messages, haiku, 6100, 20, 10, 380, 0, 0}),
                agent("receipt-matcher", 6, {Api::chat, luna, 3400, 30, 0, 160, 0, 0}), chatter("M. Okafor", 8)}},
        {"Search & Ranking", "search-ranking", "S. Lindqvist", "CC-4200", "Discovery", 18000, 91,
            {agent("ranker-eval", 34, {Api::responses, sol, 12400, 50, 3, 350, 55, 0}),
                agent("index-builder", 20, {Api::embeddings, large, 6800, 0, 0, 0, 0, 0}),
                agent("query-rewriter", 18, {Api::chat, terra, 900, 35, 0, 90, 0, 0}),
                agent("judge-panel", 13, {Api::messages, sonnet, 8200, 60, 10, 260, 0, 10}), coder("P. Novak", 9),
                chatter("H. Tanaka", 6)}},
        {"Platform", "platform", "R. Castillo", "CC-4300", "Platform", 16000, 92,
            {agent("ci-reviewer", 31, {Api::messages, opus, 26000, 78, 7, 700, 0, 60}),
                agent("log-summariser", 19, {Api::chat, mini, 15500, 25, 0, 420, 30, 0}),
                agent("incident-scribe", 12, {Api::responses, terra, 9800, 45, 0, 640, 20, 80}), coder("D. Weiss", 14),
                coder("I. Marchetti", 13), chatter("N. Haddad", 11)}},
        {"Mobile", "mobile", "K. Adeyemi", "CC-4400", "Mobile Apps", 12000, 96,
            {agent("triage-bot", 36, {Api::chat, terra, 7200, 40, 0, 360, 20, 30}),
                agent("release-notes", 11, {Api::messages, haiku, 11800, 30, 12, 820, 0, 100}),
                agent("crash-grouper", 17, {Api::responses, mini, 9400, 20, 0, 280, 35, 0}), coder("E. Sato", 21),
                coder("B. Kowalski", 15)}},
        {"Data Science", "data-science", "A. Meyer", "CC-4500", "Data", 14000, 95,
            {agent("tag-embedder", 1, {Api::embeddings, small, 3100, 0, 0, 0, 0, 0}),
                agent("feature-store", 18, {Api::embeddings, large, 7600, 0, 0, 0, 0, 0}),
                agent("label-maker", 36, {Api::messages, sonnet, 5200, 55, 15, 120, 0, 0}),
                agent("notebook-helper", 22, {Api::responses, sol, 11000, 48, 4, 980, 45, 100}), chatter("T. Nguyen", 13),
                coder("F. Almeida", 10)}},
        {"Support Bots", "support-bots", "C. Dubois", "CC-4600", "Customer Care", 10000, 87,
            {agent("answer-bot", 52, {Api::chat, terra, 4300, 66, 0, 240, 0, 100}),
                agent("macro-writer", 17, {Api::messages, haiku, 3900, 40, 8, 300, 0, 100}),
                agent("mood-tagger", 12, {Api::chat, terra, 1100, 20, 0, 24, 0, 0}),
                agent("handover-summary", 19, {Api::responses, terra, 6900, 30, 0, 410, 15, 0})}},
        {"Growth", "growth", "V. Petrov", "CC-4700", "Marketing", 6000, 37,
            {agent("copy-writer", 48, {Api::messages, sonnet, 2600, 30, 6, 900, 0, 100}),
                agent("seo-checker", 27, {Api::chat, luna, 8800, 10, 0, 200, 0, 0}), chatter("O. Lang", 25)}},
        {"", "playground", "", "", "", 880, 100,
            {agent("old-crm-sync", 46, {Api::chat, mini, 5200, 0, 0, 350, 0, 0}),
                agent("demo-laptop", 33, {Api::messages, sonnet, 3100, 0, 0, 640, 0, 100}),
                agent("trial-notebook", 21, {Api::responses, sol, 2400, 0, 0, 420, 20, 0})}},
    };
    return teams;
}

} // namespace fuseboard::sandbox
