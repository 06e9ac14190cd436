// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourcesfile.h"

#include "connectors/privatefile.h"
#include "domain/team.h"

#include <QFile>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr std::size_t maxIdLength = 40;

Result<void> write(const Profile& profile, const std::string& text)
{
    return writePrivateFile(profile.sourcesFile(), QByteArray::fromStdString(text));
}

} // namespace

Result<std::vector<SourceConfig>> sourcesOf(const Profile& profile)
{
    if (!QFile::exists(profile.sourcesFile()))
        return std::vector<SourceConfig>();
    return readSources(profile.sourcesFile().toStdString());
}

Result<SourceConfig> sourceCalled(const std::string& id, const Profile& profile)
{
    const auto known = sourcesOf(profile);
    if (!known)
        return std::unexpected(known.error());
    const auto found = std::ranges::find(*known, id, &SourceConfig::id);
    if (found == known->end())
        return fail(ErrorCode::badDocument, "The source id '" + id + "'", "no source has it");
    return *found;
}

std::string sourceIdFor(std::string_view name, const std::vector<SourceConfig>& taken)
{
    const std::string slug = teamIdFor(std::string(name));
    std::string base = slug.empty() ? "source" : slug.substr(std::string_view("team-").size());
    base = base.substr(0, maxIdLength - 4); // a number may follow
    while (base.ends_with('-'))
        base.pop_back();
    std::string id = base;
    for (int n = 2; std::ranges::contains(taken, id, &SourceConfig::id); ++n)
        id = base + "-" + std::to_string(n);
    return id;
}

Result<SourceConfig> checked(const SourceConfig& source)
{
    return parseSources(writeSources({source}), {})
        .transform([](const auto& sources) { return sources.front(); })
        .transform_error([&](Error error) {
            error.subject = "The source " + source.name;
            return error;
        });
}

Result<SourceConfig> addSource(const Profile& profile, SourceConfig source)
{
    const auto known = sourcesOf(profile);
    if (!known)
        return std::unexpected(known.error());
    if (source.id.empty())
        source.id = sourceIdFor(source.name, *known);
    const auto alone = checked(source);
    if (!alone)
        return alone;
    if (std::ranges::contains(*known, source.id, &SourceConfig::id))
        return fail(ErrorCode::badConfig, profile.sourcesFile().toStdString(), "it has a source '" + source.id + "' already");

    std::string text;
    if (QFile file(profile.sourcesFile()); file.open(QIODevice::ReadOnly))
        text = file.readAll().toStdString();
    if (!text.empty())
        text += text.ends_with('\n') ? "\n" : "\n\n";
    text += writeSources({source});
    auto all = *known;
    all.push_back(*alone);
    if (const auto read = parseSources(text, {}); !read || *read != all)
        text = writeSources(all); // it is written in a way that nothing can be put after
    return write(profile, text).transform([&] { return *alone; });
}

Result<void> changeSources(const Profile& profile, const std::function<void(std::vector<SourceConfig>&)>& change)
{
    auto sources = sourcesOf(profile);
    if (!sources)
        return std::unexpected(sources.error());
    change(*sources);
    return write(profile, writeSources(*sources));
}

} // namespace fuseboard
