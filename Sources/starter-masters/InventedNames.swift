/// Names of people who do not exist, put together from common first names and surnames.
///
/// Nobody's name is taken from a directory; where a pair is also a real person's, it is by chance.
enum InventedNames {
    static func name(for draw: (String) -> Draw) -> (en: String, hi: String) {
        let given = draw("given name").pick(givenNames)
        let family = draw("family name").pick(familyNames)
        return ("\(given.en) \(family.en)", "\(given.hi) \(family.hi)")
    }

    private typealias Pair = (en: String, hi: String)

    private static let givenNames: [Pair] = pairs(
        """
        Aarti=आरती Abhishek=अभिषेक Ajay=अजय Akshay=अक्षय Alka=अलका Amit=अमित Anil=अनिल Anita=अनीता
        Anju=अंजू Ankit=अंकित Anuradha=अनुराधा Arjun=अर्जुन Arun=अरुण Asha=आशा Ashok=अशोक Babita=बबीता
        Bhagwan=भगवान Bhanwar=भंवर Bharat=भरत Bhawna=भावना Chandra=चन्द्र Chetan=चेतन Deepak=दीपक
        Deepika=दीपिका Devendra=देवेन्द्र Dharmendra=धर्मेन्द्र Dinesh=दिनेश Gajendra=गजेन्द्र Ganesh=गणेश
        Garima=गरिमा Gaurav=गौरव Geeta=गीता Girish=गिरीश Gopal=गोपाल Govind=गोविन्द Hansa=हंसा
        Harish=हरीश Hemant=हेमन्त Hemlata=हेमलता Himanshu=हिमांशु Indra=इन्द्रा Jagdish=जगदीश Jaya=जया
        Jitendra=जितेन्द्र Jyoti=ज्योति Kailash=कैलाश Kamla=कमला Kamlesh=कमलेश Kavita=कविता Kiran=किरण
        Kishan=किशन Krishna=कृष्णा Kusum=कुसुम Lalit=ललित Lata=लता Laxman=लक्ष्मण Lokesh=लोकेश
        Madan=मदन Madhu=मधु Mahaveer=महावीर Mahendra=महेन्द्र Mahesh=महेश Mamta=ममता Manish=मनीष
        Manju=मंजू Manoj=मनोज Meena=मीना Meenakshi=मीनाक्षी Mohan=मोहन Mohit=मोहित Monika=मोनिका
        Mukesh=मुकेश Narendra=नरेन्द्र Naresh=नरेश Naveen=नवीन Neelam=नीलम Neha=नेहा Nikhil=निखिल
        Nirmala=निर्मला Om=ओम Padma=पद्मा Pankaj=पंकज Pooja=पूजा Pradeep=प्रदीप Prakash=प्रकाश
        Praveen=प्रवीण Preeti=प्रीति Priyanka=प्रियंका Pushpa=पुष्पा Rachna=रचना Radha=राधा Raghuveer=रघुवीर
        Rajendra=राजेन्द्र Rajesh=राजेश Rakesh=राकेश Ramesh=रमेश Ramniwas=रामनिवास Ravi=रवि Rekha=रेखा
        Renu=रेणु Ritu=ऋतु Rohit=रोहित Sandeep=संदीप Sangeeta=संगीता Sanjay=संजय Santosh=संतोष
        Sarita=सरिता Satish=सतीश Saurabh=सौरभ Seema=सीमा Shalini=शालिनी Shankar=शंकर Sharda=शारदा
        Shyam=श्याम Sita=सीता Sneha=स्नेहा Subhash=सुभाष Sudha=सुधा Sumitra=सुमित्रा Sunil=सुनील
        Sunita=सुनीता Surendra=सुरेन्द्र Suresh=सुरेश Sushila=सुशीला Swati=स्वाति Tara=तारा Uma=उमा
        Umesh=उमेश Usha=उषा Vandana=वंदना Vijay=विजय Vikas=विकास Vimla=विमला Vinod=विनोद Vishnu=विष्णु
        Yashwant=यशवन्त Yogesh=योगेश
        """)

    private static let familyNames: [Pair] = pairs(
        """
        Acharya=आचार्य Agarwal=अग्रवाल Ahari=अहारी Bairwa=बैरवा Bansal=बंसल Bhati=भाटी Bhargava=भार्गव
        Bhatnagar=भटनागर Bishnoi=बिश्नोई Bohra=बोहरा Chandel=चन्देल Charan=चारण Chauhan=चौहान
        Choudhary=चौधरी Dadhich=दाधीच Damor=डामोर Dangi=डांगी Dave=दवे Dhaka=ढाका Dhakad=धाकड़
        Gahlot=गहलोत Garg=गर्ग Gaur=गौड़ Godara=गोदारा Goyal=गोयल Gurjar=गुर्जर Gupta=गुप्ता
        Jain=जैन Jakhar=जाखड़ Jangid=जांगिड़ Jat=जाट Joshi=जोशी Kalal=कलाल
        Kanwar=कंवर Katara=कटारा Khan=खान Khandelwal=खण्डेलवाल Kharol=खारोल Khatik=खटीक
        Koli=कोली Kumar=कुमार Kumawat=कुमावत Lohar=लोहार Maheshwari=माहेश्वरी Mahawar=महावर Mali=माली
        Mathur=माथुर Meena=मीणा Meghwal=मेघवाल Mehta=मेहता Menaria=मेनारिया Mishra=मिश्रा Modi=मोदी
        Nagar=नागर Naruka=नरूका Nayak=नायक Ninama=निनामा Ojha=ओझा Paliwal=पालीवाल Panwar=पंवार
        Pareek=पारीक Patel=पटेल Prajapat=प्रजापत Purohit=पुरोहित Qureshi=कुरैशी Rajpurohit=राजपुरोहित
        Ranawat=राणावत Rao=राव Rathore=राठौड़ Regar=रेगर Saini=सैनी Sankhla=सांखला Saxena=सक्सेना
        Sen=सेन Sharma=शर्मा Shekhawat=शेखावत Shrimali=श्रीमाली Singh=सिंह Sisodia=सिसोदिया
        Solanki=सोलंकी Soni=सोनी Suthar=सुथार Swami=स्वामी Tak=टाक Tanwar=तंवर Trivedi=त्रिवेदी
        Vaishnav=वैष्णव Verma=वर्मा Vyas=व्यास Yadav=यादव
        """)

    private static func pairs(_ text: String) -> [Pair] {
        text.split(whereSeparator: \.isWhitespace).map { word in
            let parts = word.split(separator: "=")
            return (String(parts[0]), String(parts[1]))
        }
    }
}
