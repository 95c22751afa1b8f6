// Both languages have every text the sources use, finished, with the same places, and nothing else.
#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

namespace {

QString source_dir() { return QStringLiteral(DURE_SOURCE_DIR); }

QString content_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QSet<QString> used_ids() {
    static const QRegularExpression use(
        QStringLiteral("(?:qsTrId|qtTrId|QT_TRID_NOOP)\\(\\s*\"([^\"]+)\""));
    QSet<QString> ids;
    for (const auto* folder : {"/ui", "/qml"}) {
        QDirIterator files(
            source_dir() + QLatin1String(folder),
            {QStringLiteral("*.qml"), QStringLiteral("*.cpp"), QStringLiteral("*.hpp")},
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            auto matches = use.globalMatch(content_of(files.next()));
            while (matches.hasNext()) ids += matches.next().captured(1);
        }
    }
    return ids;
}

/// id → all forms joined; a fault for what is unfinished, empty or twice there.
QMap<QString, QString> texts_of(const QString& language) {
    QMap<QString, QString> texts;
    QDirIterator files(source_dir() + QStringLiteral("/translations"),
                       {QStringLiteral("*_%1.ts").arg(language)});
    while (files.hasNext()) {
        QFile file(files.next());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString id;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == u"message")
                id = xml.attributes().value(QLatin1String("id")).toString();
            if (xml.name() != u"translation") continue;
            const bool unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
            const auto text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            EXPECT_FALSE(unfinished) << language.toStdString() << " " << id.toStdString();
            EXPECT_FALSE(text.isEmpty()) << language.toStdString() << " " << id.toStdString();
            EXPECT_FALSE(texts.contains(id)) << "twice: " << id.toStdString();
            texts.insert(id, text);
        }
        EXPECT_FALSE(xml.hasError()) << file.fileName().toStdString();
    }
    return texts;
}

QStringList places_of(const QString& text) {
    static const QRegularExpression place(QStringLiteral("%(\\d|n)"));
    QStringList places;
    auto matches = place.globalMatch(text);
    while (matches.hasNext()) places += matches.next().captured(1);
    places.removeDuplicates();
    places.sort();
    return places;
}

TEST(Translations, both_languages_are_complete_and_carry_nothing_unused) {
    const auto used = used_ids();
    ASSERT_GT(used.size(), 150);
    const auto korean = texts_of(QStringLiteral("ko"));
    const auto english = texts_of(QStringLiteral("en"));
    for (const auto& id : used) {
        EXPECT_TRUE(korean.contains(id)) << "no Korean: " << id.toStdString();
        EXPECT_TRUE(english.contains(id)) << "no English: " << id.toStdString();
    }
    for (const auto& id : korean.keys())
        EXPECT_TRUE(used.contains(id)) << "unused: " << id.toStdString();
    for (const auto& id : english.keys())
        EXPECT_TRUE(used.contains(id)) << "unused: " << id.toStdString();
}

TEST(Translations, both_languages_fill_the_same_places) {
    const auto korean = texts_of(QStringLiteral("ko"));
    const auto english = texts_of(QStringLiteral("en"));
    for (const auto& id : korean.keys())
        EXPECT_EQ(places_of(korean.value(id)), places_of(english.value(id))) << id.toStdString();
}

TEST(Translations, korean_is_korean) {
    static const QRegularExpression hangul(QStringLiteral("[가-힣]"));
    const auto korean = texts_of(QStringLiteral("ko"));
    int without = 0;
    for (const auto& text : korean)
        if (!hangul.match(text).hasMatch()) ++without;
    EXPECT_LT(without, 12);
}

}  // namespace
