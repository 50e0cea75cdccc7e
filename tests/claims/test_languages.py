# ruff: noqa: E501 - each text is one line of a table
from __future__ import annotations

import pytest

from claims.languages import find_foreign_language, language_name

FOREIGN = {
    "French": "Les autorités ont annoncé mardi que treize personnes avaient été blessées dans la nuit lors d'une attaque de drones contre la ville. Le maire par intérim a précisé que deux bombes planantes avaient endommagé plusieurs immeubles.",
    "German": "Bei einem Zugunglück in der Nähe von Ulm sind am Dienstagabend mindestens drei Menschen ums Leben gekommen, weitere 41 wurden verletzt. Nach Angaben der Polizei war der Regionalzug mit rund hundert Fahrgästen unterwegs.",
    "Spanish": "Al menos veinte personas murieron y más de cien resultaron heridas tras el terremoto de magnitud 6,8 que sacudió el martes la costa norte del país, informaron las autoridades de protección civil. Los equipos de rescate siguen.",
    "Italian": "Almeno dodici persone sono morte e altre trenta sono rimaste ferite nel crollo di un ponte avvenuto martedì mattina alla periferia della città, hanno riferito i vigili del fuoco. Le squadre di soccorso cercano i dispersi.",
    "Portuguese": "Pelo menos dezoito pessoas morreram e dezenas ficaram feridas nas inundações que atingiram o sul do país na noite de terça-feira, informou a defesa civil. Cerca de duas mil famílias tiveram de deixar as suas casas.",
    "Polish": "Co najmniej trzynaście osób zostało rannych w nocnym ataku na miasto, poinformowały we wtorek władze lokalne. Burmistrz dodał, że ratownicy nadal szukają ocalałych pod gruzami, a liczba ofiar może wzrosnąć.",
    "Dutch": "Bij een treinongeluk in de buurt van Utrecht zijn dinsdagavond zeker drie mensen om het leven gekomen en raakten 41 mensen gewond. Volgens de politie reed de trein met ongeveer honderd passagiers toen enkele wagons ontspoorden.",
    "Turkish": "Yetkililer salı günü yaptıkları açıklamada, gece saatlerinde düzenlenen saldırıda en az on üç kişinin yaralandığını bildirdi. Belediye başkanı, arama kurtarma ekiplerinin çalışmaya devam ettiğini söyledi.",
    "Russian": "По данным министерства обороны, за ночь сбили 35 беспилотников, в том числе три над Московским регионом. Пострадавших нет, сообщил мэр города.",
    "Ukrainian": "Повітряні сили повідомили, що вночі Росія запустила 426 ударних безпілотників та 24 ракети. Унаслідок атаки загинув десятирічний хлопчик.",
    "Arabic": "قالت السلطات المحلية يوم الثلاثاء إن ثلاثة عشر شخصا على الأقل أصيبوا بجروح خلال الليل عندما أصابت غارة جوية مبنى سكنيا في وسط المدينة.",
    "Chinese": "当地官员星期二表示，夜间一枚导弹击中市中心的一座居民楼，造成至少十三人受伤，其中包括三名儿童。市长说，救援人员仍在废墟中寻找幸存者，伤亡人数可能还会上升。国防部称，防空部队击落了三十五架无人机。",
    "Japanese": "地元当局は火曜日、夜間の攻撃で少なくとも十三人が負傷したと発表した。市長によると、救助隊は今もがれきの下で生存者を捜しており、死傷者の数は今後さらに増える可能性がある。",
}
READ = {
    "short": "Treize personnes ont été blessées mardi.",
    "quotes French": "Ukraine's air force said Russia had launched 426 drones. « Nous n'avons aucune raison d'espérer des percées miraculeuses, a déclaré le porte-parole Dmitri Peskov. Nous entendons poursuivre nos intérêts. » said the report from Paris on Tuesday, as 13 were wounded in Sumy.",
    "names": "Volodymyr Zelenskyy, Rustem Umerov, Oleksandr Syrskyi and Andrii Sybiha met Recep Tayyip Erdogan, Hakan Fidan and Ibrahim Kalin in Istanbul; Vladimir Medinsky, Sergei Lavrov and Kirill Dmitriev stayed in Moscow. Kramatorsk, Putyvl, Shostka, Sumy, Kharkiv and Kherson were hit.",
    "table": "Turnout: Kutaisi 41%, Batumi 39%, Rustavi 37%, Zugdidi 35%, Gori 33%, Poti 31%, Telavi 30%. Gakharia 12,345; Kaladze 23,456; Khoperia 3,456; Gvaramia 4,567; Melia 5,678. Kutaisi, Batumi, Rustavi, Zugdidi, Gori, Poti, Telavi, Akhaltsikhe.",
    "capitals": "TWO PEOPLE ARE IN CRITICAL CONDITION, FOUR OTHERS HURT AFTER A SHOOTING OUTSIDE A CLUB IN DOWNTOWN COLUMBUS. POLICE SAY THE GUNMAN OPENED FIRE AT ABOUT 2 A.M. ON SUNDAY. NO ARRESTS HAVE BEEN MADE, AND DETECTIVES ARE ASKING WITNESSES TO COME FORWARD.",
    "numbers": "1 2 3 4 5 6 7 8 9 10 " * 20,
    "figures and marks": "… — … ★ " * 60,
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_foreign_text_is_named(language: str) -> None:
    assert find_foreign_language(FOREIGN[language]) == language


def test_a_long_foreign_text_is_named_by_its_start_middle_and_end() -> None:
    assert find_foreign_language(FOREIGN["German"] * 100) == "German"


@pytest.mark.parametrize("kind", READ)
def test_a_doubtful_text_is_read(kind: str) -> None:
    assert find_foreign_language(READ[kind]) is None


def test_a_language_is_named_in_english() -> None:
    assert language_name("uk") == "Ukrainian"
    assert language_name("fr-CA") == "French"
    assert language_name("tlh") == '"tlh"'
